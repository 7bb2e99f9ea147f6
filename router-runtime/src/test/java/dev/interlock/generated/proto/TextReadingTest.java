package dev.interlock.generated.proto;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.CodedOutputStream;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the text of a view, character by character. Calls the accessor for each character, like a handler. */
final class TextReadingTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String ASCII = "plain ".repeat(7_000);
    private static final String NOT_ASCII = "Gr\u00fc\u00dfe \u4e16\ud83d\ude00 ".repeat(3_000);
    /**
     * Limit on the ratio of the time to read a text to the time to read a string. Reading decodes a text only once. If
     * each access decoded the text, the ratio would be 1,000.
     */
    private static final int MOST_TIMES = 200;

    private final Tape tape = new Tape();
    private final Text text = new Text(tape);
    private int slot;
    private long sum;

    /** Stands for an accessor of a view. */
    private CharSequence note() {
        return text.at(slot);
    }

    private void begin(String content, boolean isVerified) {
        byte[] message = message(content);
        tape.begin(message, 0, message.length);
        slot = tape.record(1);
        if (isVerified) {
            Ranges.text(tape, 1, message.length, slot);
        } else {
            Ranges.bytes(tape, 1, message.length, slot);
        }
    }

    private static byte[] message(String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeString(1, content);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void readForward() {
        for (int i = 0; i < note().length(); i++) {
            sum += note().charAt(i);
        }
    }

    private void readBackward() {
        for (int i = note().length() - 1; i >= 0; i--) {
            sum += note().charAt(i);
        }
    }

    private void readAtRandom() {
        int length = note().length();
        for (int i = 0; i < length; i++) {
            sum += note().charAt((int) (i * 7919L % length));
        }
    }

    private void readString(String content) {
        for (int i = 0; i < content.length(); i++) {
            sum += content.charAt(i);
        }
    }

    private static long nanos(Runnable reading) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            reading.run();
            best = Math.min(best, THREADS.getCurrentThreadCpuTime() - before);
        }
        return best;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readingByCharacterIsLinear(boolean isVerified) {
        begin(NOT_ASCII, isVerified);
        long most = MOST_TIMES * Math.max(nanos(() -> readString(NOT_ASCII)), 20_000);

        assertThat(nanos(this::readForward)).isLessThan(most);
        assertThat(nanos(this::readBackward)).isLessThan(most);
        assertThat(nanos(this::readAtRandom)).isLessThan(most);
    }

    @Test
    void readingUnverifiedAsciiIsLinear() {
        begin(ASCII, false);
        long most = MOST_TIMES * Math.max(nanos(() -> readString(ASCII)), 20_000);
        assertThat(nanos(this::readForward)).isLessThan(most);
    }

    @Test
    void readingAllocatesNothing() {
        for (String content : new String[] {ASCII, NOT_ASCII}) {
            byte[] message = message(content);
            long allocated = Long.MAX_VALUE;
            for (int i = 0; i < 50; i++) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                tape.begin(message, 0, message.length);
                slot = tape.record(1);
                Ranges.text(tape, 1, message.length, slot);
                readForward();
                readBackward();
                readAtRandom();
                allocated = Math.min(allocated, THREADS.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(allocated).isEqualTo(0);
            assertThat(sum).isGreaterThan(0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void charactersMatchString(boolean isVerified) {
        for (String content : new String[] {ASCII, NOT_ASCII, "", "\u00e9", "a\ud83d\ude00"}) {
            begin(content, isVerified);
            assertThat(content.contentEquals(note())).isTrue();
            assertThat(note().chars().toArray()).isEqualTo(content.chars().toArray());
            assertThat(note().codePoints().toArray())
                    .isEqualTo(content.codePoints().toArray());
            assertThat(CharSequence.compare(note(), content)).isEqualTo(0);
            assertThat(note().toString()).isEqualTo(content);
        }
    }

    @Test
    void partPaysForItselfOnly() {
        for (String content : new String[] {ASCII, NOT_ASCII}) {
            begin(content, true);
            int length = note().length();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i + 2 <= length; i++) {
                sum += note().subSequence(i, i + 2).length();
            }
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(200L * length);
            assertThat(note().subSequence(3, 9).toString()).isEqualTo(content.substring(3, 9));
            assertThat(note().subSequence(length, length).toString()).isEmpty();
            assertThrows(IndexOutOfBoundsException.class, () -> note().subSequence(2, length + 1));
            assertThrows(IndexOutOfBoundsException.class, () -> note().subSequence(2, 1));
        }
    }

    @Test
    void decodesTextsOfNextMessage() {
        begin("\u00e9\u00e8", true);
        assertThat(note().charAt(1)).isEqualTo('\u00e8');
        begin("\u00fc\u00df", true);
        assertThat(note().charAt(1)).isEqualTo('\u00df');
    }
}
