package dev.interlock.proto;

import dev.interlock.bytes.Ascii;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.bytes.Utf8;
import dev.interlock.bytes.Varints;
import dev.interlock.bytes.WireNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of one message to the end of a {@link ByteWriter}, in the order in which they are given: what the
 * generated encoder of a {@code @ProtoWriter} interface is made of. Each field is its tag and its value as the wire format
 * has them, varints minimal.
 *
 * <p>It is used again for one message after the other, and allocates only when the array grows or a kind of nested message is
 * written for the first time. Of all the encoders of a message and the messages within it one is open at a time, the
 * innermost; using another one is refused. Not safe for use by several threads.
 */
public final class MessageEncoder {
    /** Room for a field that is a number: its tag, its value, and what a varint may overwrite behind it. */
    static final int NUMBER = 2 * Varints.LONGEST;

    private static final ByteWriter NOWHERE = new ByteWriter(0);

    private final int depth;
    private final Nesting nesting;
    private MessageType type = MessageType.of("", 0);
    private ByteWriter out = NOWHERE;
    private boolean open;
    private @Nullable Nested<?> inner;
    private long marks;
    private long[] moreMarks = {};

    /** The end of the run of packed elements that was written last, as long as nothing was appended behind it. */
    int packedEnd;

    /** For a message that is in no other one. */
    public MessageEncoder() {
        this(0, new Nesting());
    }

    MessageEncoder(int depth, Nesting nesting) {
        this.depth = depth;
        this.nesting = nesting;
    }

    /** Called once by the generated encoder: says which type it writes. */
    public MessageEncoder of(MessageType messageType) {
        type = messageType;
        moreMarks = messageType.moreMarks();
        return this;
    }

    /**
     * Begins a message that is in no other one. One that was not ended is given up.
     *
     * @throws IllegalStateException when it is one of the messages within another
     */
    public void begin(ByteWriter writer) {
        if (depth != 0) {
            throw new IllegalStateException(type.name() + " is written within another message here: begin that one");
        }
        giveUp();
        open(writer);
    }

    /**
     * Ends what {@link #begin(ByteWriter)} began.
     *
     * @throws IllegalStateException when it is not open, a message within it is, or a required field was not written
     */
    public void end() {
        if (depth != 0) {
            throw new IllegalStateException(type.name() + " is written within another message here: end that one");
        }
        close();
    }

    /** Makes this encoder, and all that are open within it, refuse to be used until it is begun again. */
    void giveUp() {
        MessageEncoder message = this;
        while (message != null) {
            Nested<?> next = message.inner;
            message.open = false;
            message.inner = null;
            message = next == null ? null : next.message();
        }
    }

    void open(ByteWriter writer) {
        if (out != writer) {
            out = writer;
        }
        open = true;
        marks = 0;
        for (int i = 0; i < moreMarks.length; i++) {
            moreMarks[i] = 0;
        }
        packedEnd = -1;
    }

    void close() {
        requireOpen();
        List<String> required = type.required();
        for (int i = 0; i < required.size(); i++) {
            if (!isMarked(i)) {
                throw new IllegalStateException(
                        "%s has no %s, which is required: write it before the end of the message"
                                .formatted(type.name(), required.get(i)));
            }
        }
        open = false;
    }

    /** Writes the tag of a message within this one and leaves room for its length; nothing else is written until it ends. */
    void beginInner(Nested<?> nested) {
        inner = nested;
        open = false;
    }

    void endInner() {
        inner = null;
        open = true;
    }

    @Nullable
    Nested<?> inner() {
        return inner;
    }

    int depth() {
        return depth;
    }

    Nesting nesting() {
        return nesting;
    }

    /** What the message is written to. */
    ByteWriter out() {
        return out;
    }

    /** Where the next byte goes; from there on there is room for {@code more} bytes. */
    int room(int more) {
        requireOpen();
        out.ensure(more);
        return out.length();
    }

    /**
     * Called before what may turn out to write nothing.
     *
     * @throws IllegalStateException when it is not open, or a message within it is
     */
    public void requireOpen() {
        if (!open) {
            reopen();
        }
    }

    /** Goes on where an entry of a map was refused in its midst, without it. */
    private void reopen() {
        Nested<?> nested = inner;
        if (nested == null || !nested.isRefusedEntry()) {
            throw notOpen();
        }
        nested.abandon();
    }

    private IllegalStateException notOpen() {
        Nested<?> nested = inner;
        return new IllegalStateException(
                nested != null
                        ? "%s is open: end it before %s goes on".formatted(nested.name(), type.name())
                        : "%s is not open: a writer is used from its beginning to its end, within its request"
                                .formatted(type.name()));
    }

    /**
     * Whether a field without presence has to be written: it is not zero, or it would not be what was written before. Marks
     * it if so.
     *
     * @param mark of the field
     * @param isSet whether its value differs from zero
     */
    public boolean isNews(int mark, boolean isSet) {
        if (isSet) {
            mark(mark);
            return true;
        }
        requireOpen();
        return isMarked(mark);
    }

    /** Notes that a field is written. */
    public void mark(int mark) {
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

    /** Writes {@code int32}, or the number of an enum constant: negative ones take ten bytes. */
    public void int32(int tag, int value) {
        varint(tag, value);
    }

    /** Writes {@code int64} or {@code uint64}. */
    public void int64(int tag, long value) {
        varint(tag, value);
    }

    /** Writes {@code uint32} of bits. */
    public void uint32(int tag, int value) {
        varint(tag, value & 0xffff_ffffL);
    }

    /**
     * Writes {@code uint32} of a value.
     *
     * @throws IllegalArgumentException unless it is 0 to 2<sup>32</sup> - 1
     */
    public void uint32(int tag, long value) {
        varint(tag, checkedUint32(value));
    }

    /** Writes {@code sint32}. */
    public void sint32(int tag, int value) {
        varint(tag, WireNumbers.zigZag(value) & 0xffff_ffffL);
    }

    /** Writes {@code sint64}. */
    public void sint64(int tag, long value) {
        varint(tag, WireNumbers.zigZag(value));
    }

    /** Writes {@code bool}. */
    public void bool(int tag, boolean value) {
        varint(tag, value ? 1 : 0);
    }

    private void varint(int tag, long value) {
        int at = room(NUMBER);
        byte[] bytes = out.array();
        at = WireNumbers.putVarint(bytes, at, tag & 0xffff_ffffL);
        out.advance(WireNumbers.putVarint(bytes, at, value));
    }

    /** Writes {@code fixed32} of bits, or {@code sfixed32}. */
    public void fixed32(int tag, int value) {
        int at = room(NUMBER);
        byte[] bytes = out.array();
        at = WireNumbers.putVarint(bytes, at, tag & 0xffff_ffffL);
        out.advance(WireNumbers.putInt(bytes, at, value));
    }

    /**
     * Writes {@code fixed32} of a value.
     *
     * @throws IllegalArgumentException unless it is 0 to 2<sup>32</sup> - 1
     */
    public void fixed32(int tag, long value) {
        fixed32(tag, (int) checkedUint32(value));
    }

    /** Writes {@code fixed64} or {@code sfixed64}. */
    public void fixed64(int tag, long value) {
        int at = room(NUMBER);
        byte[] bytes = out.array();
        at = WireNumbers.putVarint(bytes, at, tag & 0xffff_ffffL);
        out.advance(WireNumbers.putLong(bytes, at, value));
    }

    /** Writes {@code float}, the bits of NaN as they are. */
    public void floating(int tag, float value) {
        fixed32(tag, Float.floatToRawIntBits(value));
    }

    /** Writes {@code double}, the bits of NaN as they are. */
    public void floating(int tag, double value) {
        fixed64(tag, Double.doubleToRawLongBits(value));
    }

    /** Writes {@code string}; half of a surrogate pair becomes a question mark. */
    public void string(int tag, CharSequence value) {
        int count = value.length();
        int at = room(NUMBER + count);
        byte[] bytes = out.array();
        int content = at + 2;
        if ((tag | count) >>> 7 == 0) {
            bytes[at] = (byte) tag;
            bytes[at + 1] = (byte) count;
        } else {
            content = putLongHead(bytes, at, tag, count);
        }
        if (putAscii(value, bytes, content)) {
            out.advance(content + count);
        } else {
            putOther(value, content, WireNumbers.varintLength(count));
        }
    }

    private static int putLongHead(byte[] into, int at, int tag, int length) {
        return WireNumbers.putVarint(into, WireNumbers.putVarint(into, at, tag & 0xffff_ffffL), length);
    }

    private void putOther(CharSequence value, int content, int width) {
        out.advance(content);
        out.append(value);
        patchLength(content, width);
    }

    /** What was read from a message is copied as it lies there. */
    private static boolean putAscii(CharSequence text, byte[] into, int at) {
        return text instanceof Text read ? read.putAscii(into, at) : Ascii.put(text, into, at);
    }

    /** Writes {@code bytes}, or {@code string} that is not verified. */
    public void bytes(int tag, Slice value) {
        bytes(tag, value.array(), value.offset(), value.length());
    }

    /** Writes {@code bytes}. */
    public void bytes(int tag, byte[] value) {
        bytes(tag, value, 0, value.length);
    }

    /**
     * Writes {@code string} of what is UTF-8 already.
     *
     * @throws IllegalArgumentException when it is not
     */
    public void utf8(int tag, Slice value) {
        byte[] source = value.array();
        int from = value.offset();
        int length = value.length();
        if (!Ascii.isAscii(source, from, length) && !Utf8.isValid(source, from, from + length)) {
            throw new IllegalArgumentException("A slice that is no UTF-8 cannot be a string of " + type.name());
        }
        bytes(tag, source, from, length);
    }

    private void bytes(int tag, byte[] value, int offset, int length) {
        int at = room(NUMBER + length);
        byte[] bytes = out.array();
        at = WireNumbers.putVarint(bytes, at, tag & 0xffff_ffffL);
        at = WireNumbers.putVarint(bytes, at, length);
        System.arraycopy(value, offset, bytes, at, length);
        out.advance(at + length);
    }

    /**
     * Writes the length of what was written from {@code content} on in front of it; where it needs other than the {@code
     * width} bytes that are there, what was written is moved.
     *
     * @return the bytes that it needs
     */
    int patchLength(int content, int width) {
        int length = out.length() - content;
        int needed = WireNumbers.varintLength(length);
        if (needed != width) {
            move(content, needed - width);
        }
        WireNumbers.putExactVarint(out.array(), content - width, length);
        return needed;
    }

    private void move(int content, int by) {
        int length = out.length() - content;
        out.ensure(Math.max(by, 0));
        System.arraycopy(out.array(), content, out.array(), content + by, length);
        out.advance(content + by + length);
    }

    static long checkedUint32(long value) {
        if (value >>> Integer.SIZE != 0) {
            throw new IllegalArgumentException(value + " is no unsigned integer of 32 bits");
        }
        return value;
    }
}
