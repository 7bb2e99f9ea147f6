package dev.interlock.http2.internal;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.http2.internal.error.Violation;
import dev.interlock.http2.internal.flood.Flood;
import dev.interlock.http2.internal.flood.FloodGuard;
import dev.interlock.http2.internal.flood.FloodLimits;
import dev.interlock.http2.internal.head.FieldBlockReader;
import dev.interlock.http2.internal.head.HeadLimits;
import dev.interlock.http2.internal.head.HeadRefusal;
import dev.interlock.http2.internal.head.RequestFields;
import dev.interlock.http2.internal.hpack.HpackDecoder;
import dev.interlock.http2.internal.hpack.HpackEncoder;
import dev.interlock.http2.internal.hpack.SectionReader;
import dev.interlock.http2.internal.stream.PeerSettings;
import dev.interlock.http2.internal.stream.StreamTable;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.syntax.FieldSection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Known attacks on other implementations that the codec alone can stop. */
final class KnownAttacksTest {
    private static final String GET = ":method|GET\n:scheme|https\n:path|/a\n:authority|a.test";
    private static final byte[] NONE = {};

    private final HpackDecoder decoder = new HpackDecoder();
    private final FieldBlockReader block = new FieldBlockReader(decoder, HeadLimits.DEFAULT);
    private final ReceivedHead head = new ReceivedHead();
    private final RequestFields fields = new RequestFields(HeadLimits.DEFAULT, head, false);
    private final ByteWriter bytes = new ByteWriter(0);

    private void begin() {
        fields.begin(block, bytes, false);
    }

    private @Nullable HeadRefusal read(byte[] whole) {
        begin();
        assertThat(block.read(whole, 0, whole.length, true)).isNull();
        return fields.end(bytes, block.isOverLimit(), true);
    }

    /** A variant of the HPACK bomb: literal fields of two bytes, each with a name of almost 4 KiB from the table. */
    @Test
    void namesOfTheTableAreLimited() {
        begin();
        byte[] large = Blocks.of(new String[] {"n".repeat(3900) + "|"}, 0x40);
        assertThat(block.read(large, 0, large.length, true)).isNull();
        fields.end(bytes, false, true);
        byte[] names = names(8000);
        begin();
        assertThat(block.read(names, 0, 20, false)).isNull();
        assertThat(block.isOverLimit()).isTrue();
        assertThat(block.read(names, 20, names.length, true)).isEqualTo(Violation.LARGE_BLOCK);
    }

    /** A section with too many fields, whose names are short, does not end its connection. */
    @Test
    void shortNamesOfTheTableAreDropped() {
        begin();
        byte[] first = Blocks.of(new String[] {"x-name|"}, 0x40);
        assertThat(block.read(first, 0, first.length, true)).isNull();
        fields.end(bytes, false, true);
        byte[] names = names(8000);
        begin();
        assertThat(block.read(names, 0, names.length, true)).isNull();
        assertThat(block.isOverLimit()).isTrue();
    }

    /** Returns a block of literal fields with the name of the newest entry and no value. Each enters the table. */
    private static byte[] names(int count) {
        byte[] all = new byte[2 * count];
        for (int i = 0; i < all.length; i += 2) {
            all[i] = 0x40 | 62;
        }
        return all;
    }

    /** Empty CONTINUATION frames, in Netty: each costs CPU time, but does not count for a limit on bytes. */
    @Test
    void cve2026x33871EmptyContinuationFrames() {
        begin();
        int frames = 0;
        Violation found = null;
        while (found == null) {
            found = block.read(NONE, 0, 0, false);
            frames++;
        }
        assertThat(found).isEqualTo(Violation.MANY_CONTINUATIONS);
        assertThat(found.code()).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM);
        assertThat(frames).isEqualTo(HeadLimits.DEFAULT.blockFrames() + 1);
    }

    /** The CONTINUATION flood of 2024 (CVE-2024-27316, CVE-2023-45288 and others): a block that never ends. */
    @Test
    void cve2024x27316BlockThatNeverEnds() {
        byte[] fragment = Blocks.of("x-" + "n".repeat(100) + "|" + "v".repeat(16_000));
        begin();
        int held = 0;
        Violation found = null;
        for (int i = 0; found == null; i++) {
            found = block.read(fragment, 0, fragment.length, false);
            held = Math.max(held, block.heldBytes() + bytes.array().length);
            assertThat(i).isLessThan(100);
        }
        assertThat(found).isEqualTo(Violation.LARGE_BLOCK);
        assertThat(held).isLessThan(64 << 10);
    }

    /** One field in many fragments. Its bytes are kept, but are not copied or decoded again for each fragment. */
    @Test
    void blockOfOneEndlessFieldIsBounded() {
        byte[] whole = Blocks.of("x|" + "v".repeat(100_000));
        begin();
        assertThat(block.read(whole, 0, 10_000, false)).isNull();
        Violation found = null;
        int from = 10_000;
        for (; found == null; from += 10_000) {
            found = block.read(whole, from, from + 10_000, false);
        }
        assertThat(found).isEqualTo(Violation.LARGE_BLOCK);
        assertThat(block.heldBytes()).isAtMost(128 << 10);
        block.close();
        assertThat(block.heldBytes()).isEqualTo(0);
    }

    /** The HPACK bomb (CVE-2016-6581): one large field in the table, and a block of references to it. */
    @Test
    void cve2016x6581IndexedBomb() {
        byte[] large = Blocks.of(new String[] {"x|" + "v".repeat(4000)}, 0x40);
        assertThat(read(large)).isEqualTo(HeadRefusal.MISSING_PSEUDO_FIELD);
        byte[] references = new byte[16_384];
        Arrays.fill(references, (byte) 0xbe);
        // A decoder that copied each field would need 64 MB.
        assertThat(read(references)).isEqualTo(HeadRefusal.LARGE_SECTION);
        assertThat(head.fieldCount()).isAtMost(4);
        assertThat(bytes.array().length).isLessThan(64 << 10);
        // The connection stays open, and its table has stayed in step.
        assertThat(read(Blocks.of(GET))).isNull();
        assertThat(read(concat(Blocks.of(GET), new byte[] {(byte) 0xbe}))).isNull();
    }

    /**
     * One field with a long Huffman code, above all limits (CVE-2019-9516 and similar). It is checked, but not kept.
     */
    @Test
    void hugeFieldIsNotKept() {
        byte[] huge = Blocks.of("x|" + "v".repeat(50_000));
        assertThat(read(huge)).isEqualTo(HeadRefusal.LARGE_SECTION);
        assertThat(bytes.array().length).isLessThan(64 << 10);
        assertThat(read(Blocks.of(GET))).isNull();
    }

    /** Fields without names and values (CVE-2019-9516). Each counts as 32 bytes. */
    @Test
    void cve2019x9516EmptyFields() {
        byte[] empty = new byte[3 * 4000];
        assertThat(read(empty)).isEqualTo(HeadRefusal.MALFORMED_NAME);
        byte[] named = Blocks.of(GET + "\nx|".repeat(4000));
        assertThat(read(named)).isEqualTo(HeadRefusal.MANY_FIELDS);
        assertThat(head.fieldCount()).isAtMost(101);
    }

    /** A table of many small entries takes no more memory than RFC 7541 section 4.1 counts. Entries have no objects. */
    @Test
    void tableOfSmallEntriesIsBounded() {
        byte[] small = Blocks.of("x|".concat("\nx|".repeat(999)).split("\n"), 0x40);
        for (int i = 0; i < 10; i++) {
            read(small);
        }
        assertThat(decoder.heldBytes()).isAtMost(4 << 10);
    }

    /** A client with a small SETTINGS_MAX_HEADER_LIST_SIZE, in Netty: the table must stay the same on both sides. */
    @Test
    void cve2026x50560SmallMaxHeaderListSize() {
        PeerSettings settings = new PeerSettings();
        assertThat(settings.set(PeerSettings.MAX_HEADER_LIST_SIZE, 1)).isNull();
        assertThat(settings.set(PeerSettings.HEADER_TABLE_SIZE, 1)).isNull();
        HpackEncoder encoder = new HpackEncoder(4096);
        encoder.peerTableSize(settings.headerTableSize());
        SectionReader client = new SectionReader();
        client.decoder.acknowledged(1);
        FieldSection section = new FieldSection();
        section.add("Server", "interlock");
        byte[] array = section.bytes();
        ByteWriter into = new ByteWriter(16);
        for (int i = 0; i < 5; i++) {
            into.clear();
            encoder.begin(into);
            encoder.field(
                    into, array, section.nameFrom(0), section.nameTo(0), section.valueFrom(0), section.valueTo(0));
            // The limit is advisory (RFC 9113 section 6.5.2).
            assertThat(client.read(Arrays.copyOf(into.array(), into.length()))).containsExactly("server: interlock");
        }
    }

    /** Netty limits streams only if a limit is set. Here the table of streams never grows above its limit. */
    @Test
    void cve2026x47244StreamsAreLimited() {
        StreamTable<String> table = new StreamTable<>(100);
        int opened = 0;
        for (int number = 1; !table.isFull(); number += 2) {
            table.put(number, "stream");
            opened++;
        }
        assertThat(opened).isEqualTo(100);
        assertThat(table.slots()).isAtMost(256);
    }

    private static void checkFlood(Flood kind, int most) {
        FloodGuard guard = new FloodGuard(FloodLimits.DEFAULT, 0);
        int accepted = 0;
        // A frame every 10 microseconds for one second.
        for (long now = 0; now < 1_000_000_000L; now += 10_000) {
            if (guard.add(kind, now) != null) {
                break;
            }
            accepted++;
        }
        assertWithMessage("%s", kind).that(accepted).isAtMost(most);
    }

    @Test
    void cve2023x44487RapidReset() {
        checkFlood(Flood.RESETS, 1100);
    }

    @Test
    void cve2025x8671MadeYouReset() {
        checkFlood(Flood.PROVOKED_RESETS, 550);
    }

    /** MadeYouReset: the client makes the server reset streams. */
    @Test
    void cve2019x9514ResetFlood() {
        checkFlood(Flood.PROVOKED_RESETS, 550);
    }

    @Test
    void cve2019x9512PingFlood() {
        checkFlood(Flood.PINGS, 1100);
    }

    @Test
    void cve2019x9515SettingsFlood() {
        checkFlood(Flood.SETTINGS, 110);
    }

    @Test
    void cve2019x9513PriorityChurn() {
        checkFlood(Flood.PRIORITIES, 1200);
    }

    @Test
    void cve2019x9518EmptyDataFrames() {
        checkFlood(Flood.EMPTY_DATA, 110);
    }

    /** Small DATA frames in Rust's h2 0.4.16 to 0.4.18. */
    @Test
    void oneByteDataFrames() {
        checkFlood(Flood.SMALL_DATA, 15_000);
    }

    /** Windows that open by single bytes (CVE-2019-9511). */
    @Test
    void cve2019x9511WindowDribble() {
        checkFlood(Flood.WINDOW_UPDATES, 1500);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
