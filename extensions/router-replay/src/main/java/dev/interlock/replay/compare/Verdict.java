package dev.interlock.replay.compare;

import java.util.Locale;

/** What a difference means. */
public enum Verdict {
    /** The new build behaves in another way. */
    DIFFERENT,
    /** Two instances of the old build differ there as often. */
    NOISE,
    /** A rule allows it. */
    ALLOWED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
