package dev.interlock.http2.internal.frame;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Our reader and Netty's find the same frames. */
final class FrameAgreementTest {
    private static final int[] USUAL_LENGTHS = {0, 1, 4, 5, 6, 8, 12, 9};

    /** Writes frames of all types, often with a valid length. */
    private static byte[] wire(Random random, int broken) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        int stream = 1;
        for (int i = random.nextInt(8); i >= 0; i--) {
            int type = random.nextInt(11);
            int length = length(random, type, broken);
            int flags = random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(6);
            wire.write(0);
            wire.write(0);
            wire.write(length);
            wire.write(type);
            wire.write(flags);
            boolean ofConnection = type == 4 || type == 6 || type == 7;
            stream += type == 9 ? 0 : 2 * random.nextInt(2);
            int number = ofConnection == (random.nextInt(broken) > 0) ? 0 : stream;
            wire.write(random.nextInt(10) == 0 ? 0x80 : 0);
            wire.write(0);
            wire.write(0);
            wire.write(number);
            for (int at = 0; at < length; at++) {
                wire.write(random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(3));
            }
        }
        return wire.toByteArray();
    }

    private static int length(Random random, int type, int broken) {
        if (random.nextInt(broken) == 0) {
            return USUAL_LENGTHS[random.nextInt(USUAL_LENGTHS.length)];
        }
        return switch (type) {
            case 2 -> 5;
            case 3, 8 -> 4;
            case 4 -> 0;
            case 6 -> 8;
            case 7 -> 8 + random.nextInt(4);
            default -> random.nextInt(20);
        };
    }

    @Property(tries = 5000)
    void agreesAboutFrames(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] wire = wire(random, 100);
        FrameAgreement.check(wire, random.nextInt(wire.length + 10));
    }

    @Property(tries = 5000)
    void agreesAboutBrokenFrames(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] wire = wire(random, 4);
        wire[random.nextInt(wire.length)] ^= (byte) (1 << random.nextInt(8));
        FrameAgreement.check(wire, random.nextInt(wire.length + 10));
    }
}
