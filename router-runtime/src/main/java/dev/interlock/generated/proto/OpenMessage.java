package dev.interlock.generated.proto;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.internal.bytes.Varints;
import dev.interlock.internal.bytes.WireNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State of a message that is being written. A message is open from its beginning to its end, except while a message
 * within it is open. Only the open message knows the current end of the output. When it ends, it passes this end to the
 * outer message. The length of the destination changes only when the outermost message ends.
 */
abstract class OpenMessage {
    /**
     * Number of bytes of room for a numeric field: its tag, its value, and the bytes after the value that writing a
     * varint may overwrite.
     */
    static final int NUMBER = 2 * Varints.LONGEST;

    static final byte[] NO_BYTES = {};
    /**
     * {@link #limit} of a closed message. It is below any index, so one comparison checks that the message is open and
     * has room.
     */
    private static final int NOT_OPEN = -1;
    /** {@link #limit} of a message while a message within it is open. It is also below any index. */
    private static final int WAITING = -2;

    /** Number of marks in the first word. A mark is a bit that records whether a field was written. */
    private static final int FIRST_MARKS = Long.SIZE;

    private static final long[] NO_MARKS = {};

    private final int depth;
    private final Destination destination;
    /** Full name of the type of the message. */
    private String type = "";
    /** Names of the required fields, by mark. */
    private List<String> requiredNames = List.of();

    private int required;
    /** The field whose message was begun last. */
    private @Nullable InnerMessage inner;

    private long marks;
    /** Words of the marks beyond the first word. Most types need none. */
    private long[] moreMarks = NO_MARKS;

    /** Array of the destination while the message is open. */
    byte[] bytes = NO_BYTES;

    /** Index of the next byte. */
    int at;

    /** Last index at which a number has room; negative if the message is not open. */
    private int limit = NOT_OPEN;

    /** End of the last packed run. It equals {@link #at} if nothing was written after the run. */
    int packedEnd;

    OpenMessage(int depth, Destination destination) {
        this.depth = depth;
        this.destination = destination;
    }

    final void type(String name, int markCount, List<String> requiredFields) {
        type = name;
        requiredNames = requiredFields;
        required = requiredFields.size();
        moreMarks = markCount <= FIRST_MARKS ? NO_MARKS : new long[(markCount - 1) / FIRST_MARKS];
    }

    /**
     * Begins an outermost message. Discards an earlier message that was not ended.
     *
     * @throws IllegalStateException if this is a message within another one
     */
    public final void begin(ByteWriter writer) {
        if (depth != 0) {
            throw new IllegalStateException(type + " is within another message here: begin the outer message");
        }
        giveUp();
        destination.begin(writer);
        at = writer.length();
        byte[] array = destination.grow(at, NUMBER);
        open(array, array.length - NUMBER);
    }

    /**
     * Ends the message that {@link #begin(ByteWriter)} began.
     *
     * @throws IllegalStateException if this message is not open, a message within it is still open, a required field is
     *     missing, or other code has written to the same output meanwhile
     */
    public final void end() {
        if (depth != 0) {
            throw new IllegalStateException(type + " is within another message here: end the outer message");
        }
        close();
        destination.end(type, at);
    }

    /** Closes this encoder and all open encoders within it. They stay closed until the next call of {@code begin}. */
    final void giveUp() {
        OpenMessage message = this;
        while (message != null) {
            InnerMessage next = message.inner();
            message.limit = NOT_OPEN;
            message = next == null ? null : next.message();
        }
    }

    final void forget() {
        bytes = NO_BYTES;
    }

    private void open(byte[] array, int lastRoom) {
        use(array, lastRoom);
        marks = 0;
        packedEnd = -1;
        if (moreMarks != NO_MARKS) {
            clearMoreMarks();
        }
    }

    /** Continues in an array that has room for a number. */
    private void use(byte[] array) {
        use(array, array.length - NUMBER);
    }

    private void use(byte[] array, int lastRoom) {
        // Elements come one by one, so the array is often the same. The check avoids the garbage collector's write
        // barrier.
        if (bytes != array) {
            bytes = array;
        }
        limit = lastRoom;
    }

    private void clearMoreMarks() {
        for (int i = 0; i < moreMarks.length; i++) {
            moreMarks[i] = 0;
        }
    }

    /** Closes the message. Returns the last index at which a number has room. */
    private int close() {
        requireOpen();
        int lastRoom = limit;
        for (int i = 0; i < required; i++) {
            if (!isMarked(i)) {
                throw new IllegalStateException(
                        "%s has no %s, which is required: write it before the end of the message"
                                .formatted(type, requiredNames.get(i)));
            }
        }
        limit = NOT_OPEN;
        return lastRoom;
    }

    /** Opens a message within this one at {@code content}. This message waits until the inner one ends. */
    final void beginInner(InnerMessage nested, OpenMessage message, int content) {
        message.at = content;
        message.open(bytes, limit);
        if (inner != nested) {
            inner = nested;
        }
        limit = WAITING;
    }

    /** Continues at the end of a message within this one. */
    final void endInner(OpenMessage message) {
        int lastRoom = message.close();
        at = message.at;
        use(message.bytes, lastRoom);
    }

    /** Continues at {@code start}, as if the message within this one had never been begun. */
    final void abandonInner(OpenMessage message, int start) {
        message.giveUp();
        at = start;
        use(message.bytes);
    }

    /** Returns the field whose message is open within this one, or null. */
    @Nullable
    final InnerMessage inner() {
        return limit == WAITING ? inner : null;
    }

    final int depth() {
        return depth;
    }

    final String typeName() {
        return type;
    }

    /** Makes room for a number. Returns the index of the next byte. */
    final int room() {
        int next = at;
        return next <= limit ? next : makeRoom(0);
    }

    /** Makes room for a number and {@code more} bytes. Returns the index of the next byte. */
    final int room(int more) {
        int next = at;
        return more <= limit - next ? next : makeRoom(more);
    }

    /** Grows the array. If the message is not open, throws an exception instead. */
    private int makeRoom(int more) {
        requireOpen();
        use(destination.grow(at, Math.addExact(NUMBER, more)));
        return at;
    }

    /** Writes non-ASCII text as UTF-8 at {@code content}. */
    final void append(CharSequence text, int content) {
        at = destination.append(text, content);
        use(destination.grow(at, NUMBER));
    }

    /**
     * Writes the length of some content in front of the content. Moves the content if the length does not take
     * {@code width} bytes.
     *
     * @param content index of the content, which reaches to the end of the output
     * @return bytes of the length
     */
    final int patchLength(int content, int width) {
        int length = at - content;
        int needed = WireNumbers.varintLength(length);
        if (needed != width) {
            move(content, length, needed - width);
        }
        WireNumbers.putExactVarint(bytes, content - width, length);
        return needed;
    }

    private void move(int content, int length, int by) {
        room();
        System.arraycopy(bytes, content, bytes, content + by, length);
        at = content + by + length;
    }

    /**
     * Checks that this message can be written. Called before a call that may write nothing.
     *
     * @throws IllegalStateException if this message is not open, or a message within it is open
     */
    public final void requireOpen() {
        if (limit < 0) {
            reopen();
        }
    }

    /** Continues without the open entry of a map if writing the entry has failed. Otherwise throws an exception. */
    private void reopen() {
        InnerMessage nested = inner();
        if (nested == null || !nested.isRefusedEntry()) {
            throw notOpen();
        }
        nested.abandon();
    }

    /** Returns the exception for a use after the request has ended, or null if it has not ended. */
    abstract @Nullable IllegalStateException late();

    private IllegalStateException notOpen() {
        IllegalStateException late = late();
        if (late != null) {
            return late;
        }
        InnerMessage nested = inner();
        return new IllegalStateException(
                nested != null
                        ? "%s is open: end it before you write to %s".formatted(nested.name(), type)
                        : "%s is not open: use a writer between its begin and its end, within its request"
                                .formatted(type));
    }

    /**
     * Whether a field without presence must be written, because its value is not zero or an earlier value was written.
     * If so, marks the field.
     *
     * @param mark mark of the field
     * @param isSet whether the value differs from zero
     */
    public final boolean isNews(int mark, boolean isSet) {
        if (isSet) {
            mark(mark);
            return true;
        }
        requireOpen();
        return isMarked(mark);
    }

    /** Records that a field was written. */
    public final void mark(int mark) {
        if (mark < Long.SIZE) {
            marks |= 1L << mark;
        } else {
            moreMarks[mark / Long.SIZE - 1] |= 1L << mark;
        }
    }

    private boolean isMarked(int mark) {
        long word = mark < Long.SIZE ? marks : moreMarks[mark / Long.SIZE - 1];
        return (word >>> mark & 1) != 0;
    }

    static long checkedUint32(long value) {
        if (value >>> Integer.SIZE != 0) {
            throw new IllegalArgumentException(value + " is not an unsigned 32-bit integer");
        }
        return value;
    }
}
