package dev.interlock.canary;

import dev.interlock.canary.statistics.Outcome;

/** What to do with the canary. */
public enum Decision {
    /** The canary is good enough: give it more traffic. */
    PROMOTE("promote"),
    /** The canary is worse than the limits allow: remove its traffic. */
    ROLL_BACK("roll-back"),
    /** There is not enough data yet. */
    NEED_MORE("need-more");

    private final String text;

    Decision(String text) {
        this.text = text;
    }

    static Decision of(Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> PROMOTE;
            case REJECTED -> ROLL_BACK;
            case UNDECIDED -> NEED_MORE;
        };
    }

    /** Returns the name in JSON and in text: {@code promote}, {@code roll-back} or {@code need-more}. */
    @Override
    public String toString() {
        return text;
    }
}
