package dev.interlock.generated.validate;

import org.jspecify.annotations.Nullable;

/**
 * Part of a JSON pointer, with a reference to the part before it. The check of an outer value adds that part when it
 * ends. Violations within one value share the outer parts, so a violation takes the same memory at any depth.
 */
final class PointerStep {
    private final String text;
    private @Nullable PointerStep outer;
    /** Place of the pointer up to this step, or null before the first call of {@link #placeIn}. */
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
     * Returns the place of this pointer in a tree. Each step looks up its place only once. So many violations within
     * one value cost no more than the size of the value allows.
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
