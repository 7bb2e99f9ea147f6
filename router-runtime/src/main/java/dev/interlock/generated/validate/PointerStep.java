package dev.interlock.generated.validate;

import org.jspecify.annotations.Nullable;

/**
 * Part of a JSON pointer. Outer parts are added when the checks of the outer values end. Violations within one value
 * share the outer parts, so a violation takes the same memory at any depth.
 */
final class PointerStep {
    private final String text;
    private @Nullable PointerStep outer;
    /** Place that {@link #placeIn} has found for the pointer up to this step, or null before the first call. */
    private @Nullable MissingPlace place;

    PointerStep(String text) {
        this.text = text;
    }

    void setOuter(PointerStep around) {
        outer = around;
    }

    /** Returns the whole pointer. */
    String pointer() {
        PointerStep around = outer;
        if (around == null) {
            return text;
        }
        StringBuilder pointer = new StringBuilder();
        around.appendTo(pointer);
        return pointer.append(text).toString();
    }

    private void appendTo(StringBuilder pointer) {
        PointerStep around = outer;
        if (around != null) {
            around.appendTo(pointer);
        }
        pointer.append(text);
    }

    /**
     * Returns the place of this pointer in a tree. Each step looks up its place once, so the cost of many violations
     * within one value is bounded by the size of the value.
     */
    MissingPlace placeIn(MissingPlace root) {
        MissingPlace known = place;
        if (known == null) {
            PointerStep around = outer;
            known = (around == null ? root : around.placeIn(root)).find(text);
            place = known;
        }
        return known;
    }
}
