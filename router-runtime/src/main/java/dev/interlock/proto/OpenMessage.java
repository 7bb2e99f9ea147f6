package dev.interlock.proto;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Varints;
import dev.interlock.bytes.WireNumbers;
import org.jspecify.annotations.Nullable;

/**
 * Destination of a message, and whether writing is allowed. A message is open from its beginning to its end, except
 * while a message within it is open. Only the innermost open message knows the current end, and passes it on when it
 * ends. The outermost message reports its end to the destination, whose length does not change before that.
 */
abstract class OpenMessage {
    /** Room for a numeric field: its tag, its value, and the bytes after them that writing a varint may overwrite. */
    static final int NUMBER = 2 * Varints.LONGEST;

    static final byte[] NO_BYTES = {};
    /**
     * Limit of a closed message. It is below any index, so one comparison checks both that the message is open and that
     * it has room.
     */
    private static final int NOT_OPEN = -1;
    /** Limit of a message while a message within it is open. Also below any index. */
    private static final int WAITING = -2;

    private final int depth;
    private final Nesting nesting;
    private MessageType type = MessageType.of("", 0);
    private int required;
    /** The field whose message was begun last. */
    private @Nullable Nested<?> inner;

    private long marks;
    private long[] moreMarks = MessageType.NO_MARKS;

    /** Destination of the message while it is open. */
    byte[] bytes = NO_BYTES;

    /** Index of the next byte. */
    int at;

    /** Last index at which a number has room; negative if the message is not open. */
    private int limit = NOT_OPEN;

    /** End of the last run of packed elements, while nothing was written after it. */
    int packedEnd;

    OpenMessage(int depth, Nesting nesting) {
        this.depth = depth;
        this.nesting = nesting;
    }

    final void type(MessageType messageType) {
        type = messageType;
        required = messageType.required().size();
        moreMarks = messageType.moreMarks();
    }

    /**
     * Begins an outermost message. Drops a message that was not ended.
     *
     * @throws IllegalStateException if this is a message within another one
     */
    public final void begin(ByteWriter writer) {
        if (depth != 0) {
            throw new IllegalStateException(type.name() + " is within another message here: begin the outer message");
        }
        giveUp();
        nesting.begin(writer);
        at = writer.length();
        byte[] array = nesting.grow(at, NUMBER);
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
            throw new IllegalStateException(type.name() + " is within another message here: end the outer message");
        }
        close();
        nesting.end(type.name(), at);
    }

    /** Closes this encoder and all open encoders within it, until the next begin. */
    final void giveUp() {
        OpenMessage message = this;
        while (message != null) {
            Nested<?> next = message.inner();
            message.limit = NOT_OPEN;
            message = next == null ? null : next.message();
        }
    }

    /** Closes this encoder. Releases the arrays, except a single one of at most {@code retainedBytes}. */
    final void giveUp(int retainedBytes) {
        giveUp();
        if (nesting.keepsMore(retainedBytes)) {
            forget();
            nesting.forget();
        }
    }

    final void forget() {
        bytes = NO_BYTES;
    }

    private void open(byte[] array, int lastRoom) {
        use(array, lastRoom);
        marks = 0;
        packedEnd = -1;
        if (moreMarks != MessageType.NO_MARKS) {
            clearMoreMarks();
        }
    }

    /** Continues in an array that has room for a number. */
    private void use(byte[] array) {
        use(array, array.length - NUMBER);
    }

    private void use(byte[] array, int lastRoom) {
        // Stored only on a change: elements come one by one, and storing a reference costs a barrier of the garbage
        // collector.
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
                                .formatted(type.name(), type.required().get(i)));
            }
        }
        limit = NOT_OPEN;
        return lastRoom;
    }

    /** Opens a message within this one at {@code content}. This message waits until the inner one ends. */
    final void beginInner(Nested<?> nested, OpenMessage message, int content) {
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
    final Nested<?> inner() {
        return limit == WAITING ? inner : null;
    }

    final int depth() {
        return depth;
    }

    final Nesting nesting() {
        return nesting;
    }

    final String typeName() {
        return type.name();
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

    /** Grows the array. Also called for a write to a message that is not open. */
    private int makeRoom(int more) {
        requireOpen();
        use(nesting.grow(at, Math.addExact(NUMBER, more)));
        return at;
    }

    /** Writes non-ASCII text as UTF-8 at {@code content}. */
    final void append(CharSequence text, int content) {
        at = nesting.append(text, content);
        use(nesting.grow(at, NUMBER));
    }

    /**
     * Writes the length of the content in front of it. If the length does not take {@code width} bytes, the content
     * moves.
     *
     * @param content index of the content, which ends at the current end
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

    /** Removes an unfinished entry of a map, and continues without it. */
    private void reopen() {
        Nested<?> nested = inner();
        if (nested == null || !nested.isRefusedEntry()) {
            throw notOpen();
        }
        nested.abandon();
    }

    private IllegalStateException notOpen() {
        IllegalStateException late = nesting().late(this);
        if (late != null) {
            return late;
        }
        Nested<?> nested = inner();
        return new IllegalStateException(
                nested != null
                        ? "%s is open: end it before you write to %s".formatted(nested.name(), type.name())
                        : "%s is not open: use a writer between its begin and its end, within its request"
                                .formatted(type.name()));
    }

    /**
     * Whether a field without presence must be written: its value is not zero, or an earlier value was written. Marks
     * the field in this case.
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
}
