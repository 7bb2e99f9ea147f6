package dev.interlock.recording.redact;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Searches by words, compared with loops over bytes. */
final class WordsTest {
    private static final byte[] ALPHABET = {
        '"', '\\', 0, 0x1f, ' ', '!', '#', 'a', '[', ']', 0x7f, (byte) 0x80, (byte) 0xff
    };

    @Test
    void findsEndOfPlainText() {
        Random random = new Random(3);
        for (int run = 0; run < 200_000; run++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                boolean isSpecial = random.nextInt(8) == 0;
                bytes[i] = isSpecial ? ALPHABET[random.nextInt(ALPHABET.length)] : (byte) ('a' + random.nextInt(20));
            }
            int from = random.nextInt(bytes.length + 1);
            assertWithMessage("from %s", from)
                    .that(Words.endOfPlain(bytes, from, bytes.length))
                    .isEqualTo(naive(bytes, from));
        }
    }

    private static int naive(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] & 0xff) >= 0x20) {
            at++;
        }
        return at;
    }

    @Test
    void spreadsNames() {
        Set<Integer> hashes = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            byte[] name = ("field-" + i).getBytes(US_ASCII);
            hashes.add(Words.hash(name, 0, name.length));
        }
        assertThat(hashes.size()).isAtLeast(990);
    }
}
