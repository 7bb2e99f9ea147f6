package dev.interlock.processor.testing.proto;

/** Decides where a user may choose: whether a field is declared, and as which type of Java. */
public interface Choices {
    /** Everything is declared, as the first type that is possible: enums as {@code int}, text as {@code CharSequence}. */
    Choices PLAIN = (question, answers) -> 0;

    /**
     * One of several answers, the same to the same question each time.
     *
     * @param answers how many there are
     * @return 0 to {@code answers - 1}
     */
    int choose(String question, int answers);

    /** Answers that only the seed decides. */
    static Choices random(long seed) {
        return (question, answers) ->
                Math.floorMod(Long.hashCode(seed * 31 + question.hashCode() * 0x9E3779B97F4A7C15L), answers);
    }
}
