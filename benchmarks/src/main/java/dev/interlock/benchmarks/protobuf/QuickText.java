package dev.interlock.benchmarks.protobuf;

import us.hebi.quickbuf.Utf8String;

/**
 * Two ways to read the characters of a string in QuickBuffers, which holds unchecked bytes. One fills a reused buffer
 * and allocates nothing. The other creates a {@code String}.
 */
enum QuickText {
    CHARS {
        @Override
        QuickMessages messages() {
            return new Chars();
        }
    },
    STRINGS {
        @Override
        QuickMessages messages() {
            return new Strings();
        }
    };

    private static final int LONGEST_TEXT = 256;

    abstract QuickMessages messages();

    private static final class Chars extends QuickMessages {
        private final StringBuilder buffer = new StringBuilder(LONGEST_TEXT);

        @Override
        long text(long sum, Utf8String text) {
            buffer.setLength(0);
            return Checksum.text(sum, text.getChars(buffer));
        }
    }

    private static final class Strings extends QuickMessages {
        @Override
        long text(long sum, Utf8String text) {
            return Checksum.text(sum, text.getString());
        }
    }
}
