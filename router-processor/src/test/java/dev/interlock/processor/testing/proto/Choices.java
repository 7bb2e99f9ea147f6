package dev.interlock.processor.testing.proto;

/** Makes the choices of a user: whether to declare a field, and with which Java type. */
public interface Choices {
    /** Declares everything with the first possible type: enums as {@code int}, text as {@code CharSequence}. */
    Choices PLAIN = (question, choices) -> 0;

    /**
     * Returns one of several choices. The same question always gets the same choice.
     *
     * @param choices number of choices
     * @return number from 0 to {@code choices - 1}
     */
    int choose(String question, int choices);

    /** Returns choices that depend only on the seed. */
    static Choices random(long seed) {
        return (question, choices) ->
                Math.floorMod(Long.hashCode(seed * 31 + question.hashCode() * 0x9E3779B97F4A7C15L), choices);
    }
}
