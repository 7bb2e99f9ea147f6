package dev.interlock.recording;

import dev.interlock.http.Protocol;
import dev.interlock.observe.AbortReason;
import java.util.Arrays;
import java.util.Locale;

/** Texts of enum constants, indexed by ordinal. */
final class ConstantTexts {
    /** Names of abort reasons, as in the access log. */
    static final byte[][] ABORT_REASONS = Arrays.stream(AbortReason.values())
            .map(it -> Wire.ascii(it.name().toLowerCase(Locale.ROOT)))
            .toArray(byte[][]::new);

    static final byte[][] PROTOCOLS = Arrays.stream(Protocol.values())
            .map(it -> Wire.ascii(it.toString()))
            .toArray(byte[][]::new);

    private ConstantTexts() {}
}
