package dev.interlock.recording.redact;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.ByteWriter;
import org.junit.jupiter.api.Test;

final class MailSegmentsTest {
    private final Pseudonyms pseudonyms = new Pseudonyms("a key for the pseudonyms".getBytes(US_ASCII));

    private String append(String path) {
        byte[] bytes = path.getBytes(US_ASCII);
        ByteWriter out = new ByteWriter(64);
        MailSegments.append(bytes, 0, bytes.length, pseudonyms, new ByteWriter(64), out);
        return new String(out.array(), 0, out.length(), US_ASCII);
    }

    @Test
    void hidesAddresses() {
        assertThat(append("/users/ada@shop.test/orders")).matches("/users/~[\\w-]{22}@redacted\\.invalid/orders");
        assertThat(append("ada@shop.test")).matches("~[\\w-]{22}@redacted\\.invalid");
    }

    @Test
    void escapedAddressHasSamePseudonym() {
        assertThat(append("/users/ada%40shop.test")).isEqualTo(append("/users/ada@shop.test"));
        assertThat(append("/users/ad%61%40shop.test")).isEqualTo(append("/users/ada@shop.test"));
    }

    @Test
    void keepsOtherSegments() {
        for (String path : new String[] {"", "/", "//", "/users/7", "/@scope/name", "/name@", "/a%4", "/50%25/"}) {
            assertThat(append(path)).isEqualTo(path);
        }
    }
}
