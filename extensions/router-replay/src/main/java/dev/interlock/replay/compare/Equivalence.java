package dev.interlock.replay.compare;

import dev.interlock.replay.rewrite.IdRules;
import dev.interlock.replay.rewrite.LearnedValues;

/** Decides whether different ids of two targets stand for the same recorded id. */
final class Equivalence {
    private final IdRules ids;
    private final LearnedValues left;
    private final LearnedValues right;

    Equivalence(IdRules ids, LearnedValues left, LearnedValues right) {
        this.ids = ids;
        this.left = left;
        this.right = right;
    }

    /**
     * @param name name of the member that contains the values
     * @param thing noun of the enclosing object
     */
    boolean areSame(String name, String thing, String leftValue, String rightValue) {
        return leftValue.equals(rightValue)
                || stemFromSame(LearnedValues.GLOBAL, LearnedValues.GLOBAL, leftValue, rightValue)
                || (ids.isId(name)
                        && stemFromSame(
                                ids.scope(name, thing, leftValue),
                                ids.scope(name, thing, rightValue),
                                leftValue,
                                rightValue));
    }

    private boolean stemFromSame(String leftScope, String rightScope, String leftValue, String rightValue) {
        String recorded = left.recordedOf(leftScope, leftValue);
        return recorded != null && recorded.equals(right.recordedOf(rightScope, rightValue));
    }

    /** Compares paths by segment. */
    boolean areSamePaths(String leftPath, String rightPath) {
        String[] before = leftPath.split("/", -1);
        String[] after = rightPath.split("/", -1);
        if (before.length != after.length) {
            return false;
        }
        String thing = "";
        for (int i = 0; i < before.length; i++) {
            if (!areSame("id", thing, before[i], after[i])) {
                return false;
            }
            thing = IdRules.noun(before[i]);
        }
        return true;
    }
}
