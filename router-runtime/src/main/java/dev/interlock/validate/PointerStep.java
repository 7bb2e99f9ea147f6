package dev.interlock.validate;

import org.jspecify.annotations.Nullable;

/**
 * Part of a JSON pointer. The parts around it follow once the check of the values around has ended. Violations within
 * one value share these parts, so that a violation costs the same at any depth.
 */
final class PointerStep {
    private final String text;
    private @Nullable PointerStep outer;
    /** Place that the pointer up to this step leads to, for one {@link MissingPlace#find}. */
    private @Nullable MissingPlace place;

    PointerStep(String text) {
        this.text = text;
    }

    void setOuter(PointerStep around) {
        outer = around;
    }

    /** The whole pointer. */
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

    /** Place in a tree. Each step asks once, so that many violations within one value cost no more than its size. */
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
