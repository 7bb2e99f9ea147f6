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
    /** Room for a field that is a number: its tag, its value, and what a varint may overwrite behind it. */
    static final int NUMBER = 2 * Varints.LONGEST;

    static final byte[] NO_BYTES = {};
    /** A limit below any index, so that one comparison tells whether the message is open and has room. */
    private static final int NOT_OPEN = -1;
    /** The same, of a message that goes on when one within it ends. */
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

    /** Where the next byte goes. */
    int at;

    /** The last index from which there is room for a number; below 0 if the message is not open. */
    private int limit = NOT_OPEN;

    /** The end of the run of packed elements that was written last, as long as nothing was appended behind it. */
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
     * Begins a message that is in no other one. One that was not ended is given up.
     *
     * @throws IllegalStateException when it is one of the messages within another
     */
    public final void begin(ByteWriter writer) {
        if (depth != 0) {
            throw new IllegalStateException(type.name() + " is written within another message here: begin that one");
        }
        giveUp();
        nesting.begin(writer);
        at = writer.length();
        byte[] array = nesting.grow(at, NUMBER);
        open(array, array.length - NUMBER);
    }

    /**
     * Ends what {@link #begin(ByteWriter)} began.
     *
     * @throws IllegalStateException when this message is not open, a message within it is still open, a required field
     *     is missing, or other code has written to the same output meanwhile
     */
    public final void end() {
        if (depth != 0) {
            throw new IllegalStateException(type.name() + " is written within another message here: end that one");
        }
        close();
        nesting.end(type.name(), at);
    }

    /** Makes this encoder, and all that are open within it, refuse to be used until it is begun again. */
    final void giveUp() {
        OpenMessage message = this;
        while (message != null) {
            Nested<?> next = message.inner();
            message.limit = NOT_OPEN;
            message = next == null ? null : next.message();
        }
    }

    /** Gives up, and keeps no arrays but one of at most as many bytes. */
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

    /** Goes on in an array, which has room for a number. */
    private void use(byte[] array) {
        use(array, array.length - NUMBER);
    }

    private void use(byte[] array, int lastRoom) {
        // Written only where it differs, as references are noted for the collector: elements come one by one.
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

    /** Closes it: the last index from which there was room for a number. */
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

    /** Goes on with a message within this one from {@code content} on; nothing else is written until it ends. */
    final void beginInner(Nested<?> nested, OpenMessage message, int content) {
        message.at = content;
        message.open(bytes, limit);
        if (inner != nested) {
            inner = nested;
        }
        limit = WAITING;
    }

    /** Goes on where a message within this one ends. */
    final void endInner(OpenMessage message) {
        int lastRoom = message.close();
        at = message.at;
        use(message.bytes, lastRoom);
    }

    /** Goes on at {@code start}, as if a message within this one had never been begun. */
    final void abandonInner(OpenMessage message, int start) {
        message.giveUp();
        at = start;
        use(message.bytes);
    }

    /** The field whose message is open within this one. */
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

    /** Where the next byte goes; from there on there is room for a number. */
    final int room() {
        int next = at;
        return next <= limit ? next : makeRoom(0);
    }

    /** Where the next byte goes; from there on there is room for a number and {@code more} bytes. */
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

    /** Writes text that is not ASCII as UTF-8, from {@code content} on. */
    final void append(CharSequence text, int content) {
        at = nesting.append(text, content);
        use(nesting.grow(at, NUMBER));
    }

    /**
     * Writes the length of the bytes from {@code content} on in front of them. If the length needs other than
     * {@code width} bytes, the content moves.
     *
     * @return number of bytes of the length
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
     * Called before what may turn out to write nothing.
     *
     * @throws IllegalStateException when it is not open, or a message within it is
     */
    public final void requireOpen() {
        if (limit < 0) {
            reopen();
        }
    }

    /** Goes on where an entry of a map was refused in its midst, without it. */
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
                        ? "%s is open: end it before %s goes on".formatted(nested.name(), type.name())
                        : "%s is not open: a writer is used from its beginning to its end, within its request"
                                .formatted(type.name()));
    }

    /**
     * Whether a field without presence must be written: its value is not zero, or an earlier value was written. Marks
     * the field in this case.
     *
     * @param mark of the field
     * @param isSet whether its value differs from zero
     */
    public final boolean isNews(int mark, boolean isSet) {
        if (isSet) {
            mark(mark);
            return true;
        }
        requireOpen();
        return isMarked(mark);
    }

    /** Notes that a field is written. */
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
