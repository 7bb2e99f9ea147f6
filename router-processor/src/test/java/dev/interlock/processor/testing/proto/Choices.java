package dev.interlock.processor.testing.proto;

/** Makes the choices that a user makes: whether to declare a field, and with which Java type. */
public interface Choices {
    /**
     * Declares everything with the first possible type. For example, enums are {@code int}, and text is
     * {@code CharSequence}.
     */
    Choices PLAIN = (question, choices) -> 0;

    /**
     * Makes a choice. The same question always has the same result.
     *
     * @param choices number of choices
     * @return number from 0 to {@code choices - 1}
     */
    int choose(String question, int choices);

    /** Returns choices that are determined by the seed. */
    static Choices random(long seed) {
        return (question, choices) ->
                Math.floorMod(Long.hashCode(seed * 31 + question.hashCode() * 0x9E3779B97F4A7C15L), choices);
    }
}
