package dev.interlock.validate;

import org.jspecify.annotations.Nullable;

/**
 * Part of a JSON pointer. The outer parts are added when the checks of the outer values end. Violations within one
 * value share these parts, so a violation costs the same at any depth.
 */
final class PointerStep {
    private final String text;
    private @Nullable PointerStep outer;
    /** Place that {@link #placeIn} found for the pointer up to this step, or null before. */
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
     * Returns the place in a tree. Each step looks it up once, so many violations within one value cost no more than
     * its size.
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
