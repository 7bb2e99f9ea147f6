package dev.interlock.processor.testing.proto;

import java.util.Arrays;
import java.util.Random;

/** Damages messages. Changes, removes or moves a few bits, bytes or parts. */
final class Mutations {
    /**
     * Bytes with a special meaning: they end or begin varints, lengths and tags of groups, or contain the field number
     * zero or the wire types 6 and 7.
     */
    private static final byte[] TELLING = {0, 1, 2, 6, 7, 0x0B, 0x0C, 0x7F, (byte) 0x80, (byte) 0xF8, (byte) 0xFF};

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    byte[] of(byte[] message) {
        byte[] broken = message;
        for (int i = random.nextInt(3); i >= 0; i--) {
            broken = once(broken);
        }
        return broken;
    }

    private byte[] once(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {telling()};
        }
        int at = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(Math.min(bytes.length - at, 9));
        byte[] changed = bytes.clone();
        switch (random.nextInt(6)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = telling();
            case 2 -> changed = Shortening.without(bytes, at, length);
            case 3 -> changed = inserted(bytes, at, new byte[] {telling()});
            case 4 ->
                changed = inserted(bytes, random.nextInt(bytes.length), Arrays.copyOfRange(bytes, at, at + length));
            default -> changed = Arrays.copyOf(bytes, at);
        }
        return changed;
    }

    private byte telling() {
        return TELLING[random.nextInt(TELLING.length)];
    }

    private static byte[] inserted(byte[] bytes, int at, byte[] more) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, longer, at, more.length);
        System.arraycopy(bytes, at, longer, at + more.length, bytes.length - at);
        return longer;
    }
}
