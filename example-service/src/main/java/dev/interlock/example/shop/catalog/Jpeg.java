package dev.interlock.example.shop.catalog;

import java.util.Arrays;

/** What tells a JPEG file. */
final class Jpeg {
    /** The marker SOI and the first byte of the next marker (ITU-T T.81 annex B). */
    private static final byte[] START = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    private Jpeg() {}

    static boolean isJpeg(byte[] bytes) {
        return bytes.length > START.length && Arrays.equals(bytes, 0, START.length, START, 0, START.length);
    }
}
