package dev.interlock.processor.testing.proto;

/** Makes the choices of a user: whether to declare a field, and with which Java type. */
public interface Choices {
    /** Declares everything with the first possible type: enums as {@code int}, text as {@code CharSequence}. */
    Choices PLAIN = (question, answers) -> 0;

    /**
     * Returns one of several answers. The same question always gets the same answer.
     *
     * @param answers number of answers
     * @return number from 0 to {@code answers - 1}
     */
    int choose(String question, int answers);

    /** Returns choices that depend only on the seed. */
    static Choices random(long seed) {
        return (question, answers) ->
                Math.floorMod(Long.hashCode(seed * 31 + question.hashCode() * 0x9E3779B97F4A7C15L), answers);
    }
}
