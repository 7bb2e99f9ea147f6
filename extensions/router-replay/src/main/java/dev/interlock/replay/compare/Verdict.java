package dev.interlock.replay.compare;

import java.util.Locale;

/** Meaning of a difference. */
public enum Verdict {
    /** The new build behaves differently. */
    DIFFERENT,
    /** Two instances of the old build differ there equally often. */
    NOISE,
    /** A rule allows the difference. */
    ALLOWED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
