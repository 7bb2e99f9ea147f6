package dev.interlock.generated.proto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.Slice;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Map entries of an earlier message throw when they are used, whatever the tape contains now. */
@Timeout(20)
final class KeptEntriesTest {
    private static final int MAP = 0;
    private static final int RECORD = 3;
    private static final int KEY = 0;
    private static final int ENTRY = 1;

    private final Random random = new Random(9);
    private final Tape tape = new Tape();

    /** A view of an entry that has only a key. */
    private static final class Entry extends RecordView {
        Entry(Tape tape) {
            super(tape);
        }

        @Override
        protected void describe(ViewText text) {
            text.begin("Entry");
        }
    }

    private MapEntries<Entry> entries(MapKeys keys) {
        return new MapEntries<>(tape, keys, KEY, Entry.class, Entry::new);
    }

    /** Decodes a message with a map of random keys and some random numbers. */
    private int decode(MapKeys keys) {
        int size = random.nextInt(40);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            bytes.write(random.nextInt(128));
        }
        tape.begin(bytes.toByteArray(), 0, bytes.size());
        int record = tape.record(RECORD);
        for (int i = 1; i < RECORD; i++) {
            tape.slots[record + i] = random.nextLong();
        }
        for (int i = 0; i < size; i++) {
            int entry = tape.record(tape.add(record + MAP), ENTRY);
            long range = (long) (1 + random.nextInt(100)) << Integer.SIZE | (long) random.nextInt(20) << 1;
            tape.slots[entry + KEY] = keys == MapKeys.TEXT ? range : random.nextInt(keys == MapKeys.INTEGER ? 20 : 2);
        }
        for (int i = 0; i < 100; i++) {
            int slot = tape.take(1);
            tape.slots[slot] = random.nextLong() >> random.nextInt(64);
        }
        return record;
    }

    private void assertLookUpsThrow(MapKeys keys, Consumer<MapEntries<Entry>> find) {
        for (int i = 0; i < 2_000; i++) {
            MapEntries<Entry> kept = entries(keys).at(decode(keys) + MAP);
            find.accept(kept);
            decode(keys);
            try {
                find.accept(kept);
            } catch (IllegalStateException expected) {
                continue;
            }
            throw new AssertionError("The entries of an earlier message were looked up in a later one");
        }
    }

    @Test
    void lookUpByTextThrows() {
        String[] keys = {"", "a", "\u00e9", new String(new byte[500], UTF_8)};
        assertLookUpsThrow(MapKeys.TEXT, entries -> entries.find(keys[random.nextInt(keys.length)]));
    }

    @Test
    void lookUpByNumberThrows() {
        assertLookUpsThrow(MapKeys.INTEGER, entries -> entries.find(random.nextLong()));
    }

    @Test
    void lookUpByBooleanThrows() {
        assertLookUpsThrow(MapKeys.BOOLEAN, entries -> entries.find(random.nextBoolean()));
    }

    /** A read for an earlier message returns or throws {@link IllegalStateException}, whatever the slot contains. */
    @Test
    void readOfAnySlotThrowsIllegalState() {
        tape.begin(new byte[64], 0, 64);
        int slot = tape.take(1);
        for (int i = 0; i < 20_000; i++) {
            tape.slots[slot] = random.nextLong() >> random.nextInt(64);
            Consumer<Integer> any = reader(random.nextInt(5));
            for (int at : new int[] {slot, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                try {
                    any.accept(at);
                } catch (IllegalStateException expected) {
                    // Expected: the message has ended.
                }
            }
        }
    }

    private Consumer<Integer> reader(int kind) {
        return switch (kind) {
            case 0 -> slot -> tape.stringAt(slot);
            case 1 -> slot -> tape.bytesAt(slot);
            case 2 -> slot -> tape.sliceAt(slot, new Slice());
            case 3 -> slot -> new Text(tape).at(slot).length();
            default -> slot -> tape.longAt(slot);
        };
    }
}
