package dev.interlock.generated.proto;

/** Two {@code int} results in one {@code long}, which stays in a register. */
final class Pair {
    private Pair() {}

    static long of(int first, int second) {
        return (long) first << Integer.SIZE | (second & 0xffffffffL);
    }

    static int first(long pair) {
        return (int) (pair >>> Integer.SIZE);
    }

    static int second(long pair) {
        return (int) pair;
    }
}
