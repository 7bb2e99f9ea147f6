package dev.interlock.http2.internal.hpack;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.Hex;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class HpackEncoderTest {
    private final HpackEncoder encoder = new HpackEncoder(4096);
    private final SectionReader reader = new SectionReader();
    private final ByteWriter block = new ByteWriter(16);

    private void field(String name, String value) {
        byte[] bytes = (name + ": " + value).getBytes(ISO_8859_1);
        encoder.field(block, bytes, 0, name.length(), name.length() + 2, bytes.length);
    }

    private void begin() {
        block.clear();
        encoder.begin(block);
    }

    private List<String> read() {
        return Objects.requireNonNull(reader.read(Arrays.copyOf(block.array(), block.length())));
    }

    private String hex() {
        return Hex.of(block.array(), 0, block.length());
    }

    @Test
    void statusOfTheStaticTableIsOneByte() {
        begin();
        encoder.status(block, 200);
        assertThat(hex()).isEqualTo("88");
    }

    @Test
    void otherStatusHasThreeDigits() {
        begin();
        encoder.status(block, 201);
        assertThat(read()).containsExactly(":status: 201");
    }

    @Test
    void namesAreSentInSmallLetters() {
        begin();
        field("Content-Type", "Text/Plain");
        field("X-Long-Name-Of-Ours", "V");
        field("X~", "V");
        assertThat(read())
                .containsExactly("content-type: Text/Plain", "x-long-name-of-ours: V", "x~: V")
                .inOrder();
    }

    @Test
    void secondFieldIsIndexedAndThirdIsOneByte() {
        begin();
        field("Server", "interlock");
        int first = block.length();
        assertThat(read()).containsExactly("server: interlock");
        begin();
        field("server", "interlock");
        assertThat(block.length()).isAtMost(first);
        assertThat(read()).containsExactly("server: interlock");
        begin();
        field("SERVER", "interlock");
        assertThat(hex()).isEqualTo("be");
        assertThat(read()).containsExactly("server: interlock");
    }

    @Test
    void valueThatNeverRepeatsIsNotIndexed() {
        for (int i = 0; i < 1000; i++) {
            begin();
            field("x-request-id", "id-" + i);
            assertThat(read()).containsExactly("x-request-id: id-" + i);
        }
        assertThat(encoder.heldBytes()).isEqualTo(512);
    }

    @Test
    void numbersAreNotIndexed() {
        for (long value : new long[] {0, 7, 10, 1234567890, Long.MAX_VALUE}) {
            for (int i = 0; i < 3; i++) {
                begin();
                encoder.number(block, StaticTable.CONTENT_LENGTH, value);
                assertThat(block.array()[0]).isEqualTo(0x0f);
                assertThat(read()).containsExactly("content-length: " + value);
            }
        }
    }

    /** RFC 7541 section 7.1.3: the length must not reveal whether a guess of the value is right. */
    @Test
    void cookiesAreNeverIndexed() {
        for (int i = 0; i < 3; i++) {
            begin();
            field("Set-Cookie", "a=b");
            assertThat(read()).containsExactly("set-cookie: a=b (never indexed)");
        }
    }

    @Test
    void neverIndexedFieldStaysNeverIndexed() {
        byte[] bytes = "x-secret1".getBytes(ISO_8859_1);
        for (int i = 0; i < 3; i++) {
            begin();
            encoder.neverIndexed(block, bytes, 0, 8, 8, 9);
            assertThat(read()).containsExactly("x-secret: 1 (never indexed)");
        }
    }

    @Test
    void dateChangesEachSecond() {
        byte[] date = "Date: Mon, 30 Nov 2026 11:00:00 GMT".getBytes(ISO_8859_1);
        for (int second = 0; second < 10; second++) {
            date[date.length - 5] = (byte) ('0' + second);
            int[] lengths = new int[4];
            for (int i = 0; i < lengths.length; i++) {
                begin();
                encoder.field(block, StaticTable.DATE, date, 6, date.length);
                lengths[i] = block.length();
                assertThat(read()).containsExactly("date: " + new String(date, 6, date.length - 6, ISO_8859_1));
            }
            assertThat(lengths[0]).isAtMost(25);
            assertThat(lengths[2]).isEqualTo(1);
            assertThat(lengths[3]).isEqualTo(1);
        }
    }

    @Test
    void emptyValueIsAllowed() {
        for (int i = 0; i < 3; i++) {
            begin();
            field("x-empty", "");
            assertThat(read()).containsExactly("x-empty: ");
        }
    }

    @Test
    void largeFieldIsNotIndexed() {
        for (int i = 0; i < 3; i++) {
            begin();
            field("x-large", "v".repeat(5000));
            assertThat(read()).containsExactly("x-large: " + "v".repeat(5000));
        }
    }

    @Test
    void smallerTableOfTheServerIsAnnounced() {
        HpackEncoder small = new HpackEncoder(100);
        small.begin(block);
        assertThat(hex()).isEqualTo("3f45");
        block.clear();
        small.begin(block);
        assertThat(hex()).isEmpty();
    }

    /** RFC 7541 section 4.2: after several changes, the smallest size comes first. */
    @Test
    void changesOfTheTableAreAnnounced() {
        for (int i = 0; i < 2; i++) {
            begin();
            field("server", "interlock");
            read();
        }
        encoder.peerTableSize(0);
        encoder.peerTableSize(0xffffffffL);
        reader.decoder.acknowledged(0);
        reader.decoder.acknowledged(4096);
        begin();
        assertThat(hex()).isEqualTo("203fe11f");
        field("server", "interlock");
        assertThat(block.length()).isGreaterThan(5);
        assertThat(read()).containsExactly("server: interlock");
    }

    @Test
    void unchangedTableIsNotAnnounced() {
        encoder.peerTableSize(4096);
        encoder.peerTableSize(1 << 20);
        begin();
        assertThat(hex()).isEmpty();
    }

    @Test
    void worksWithoutATable() {
        encoder.peerTableSize(0);
        reader.decoder.acknowledged(0);
        for (int i = 0; i < 4; i++) {
            begin();
            field("server", "interlock");
            assertThat(read()).containsExactly("server: interlock");
        }
    }
}
