package dev.interlock.recording;

import dev.interlock.http.Protocol;
import dev.interlock.observe.AbortReason;
import java.util.Arrays;
import java.util.Locale;

/** Texts of constants, by their ordinals. */
final class ConstantTexts {
    /** Names of the reasons why a response was not sent, as in the access log. */
    static final byte[][] NAMES = Arrays.stream(AbortReason.values())
            .map(it -> Wire.ascii(it.name().toLowerCase(Locale.ROOT)))
            .toArray(byte[][]::new);

    static final byte[][] PROTOCOLS = Arrays.stream(Protocol.values())
            .map(it -> Wire.ascii(it.toString()))
            .toArray(byte[][]::new);

    private ConstantTexts() {}
}
