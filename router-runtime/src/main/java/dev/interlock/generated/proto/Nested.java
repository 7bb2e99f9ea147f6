package dev.interlock.generated.proto;

import dev.interlock.internal.bytes.WireNumbers;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the messages of a field: one message, or the elements of a repeated field. When a message ends, its length is
 * written in front of its content. The space for the length is as wide as the last length of this field, because
 * messages of one field often have similar sizes.
 *
 * @param <E> the generated encoder of the message
 */
public final class Nested<E> extends InnerMessage {
    private static final int WIRE_TYPE = 0b111;
    private static final int START_GROUP = 3;

    private final MessageEncoder outer;
    private final int tag;
    private final String name;
    private final Class<E> type;
    private final Function<MessageEncoder, E> maker;
    private @Nullable MessageEncoder message;
    private @Nullable E generated;
    /** Number of bytes of the length; 0 for a group, which has no length. */
    private int width;

    private int content;

    /**
     * Creates a field.
     *
     * @param outer encoder of the message that has the field
     * @param tag tag of the field; wire type 3 for a delimited field, which has an end tag instead of a length
     * @param name name of the message and the field, for errors
     * @param maker constructor of the generated encoder
     */
    public Nested(MessageEncoder outer, int tag, String name, Class<E> type, Function<MessageEncoder, E> maker) {
        this.outer = outer;
        this.tag = tag;
        this.name = name;
        this.type = type;
        this.maker = maker;
        width = isGroup() ? 0 : 1;
    }

    /**
     * Creates a map field. Its messages are entries, which have no generated encoder.
     *
     * @param outer encoder of the message that has the field
     * @param name name of the message and the field, for errors
     */
    public static Nested<MessageEncoder> entry(MessageEncoder outer, int tag, String name) {
        Nested<MessageEncoder> entry =
                new Nested<>(outer, tag, name, MessageEncoder.class, message -> message.of(name, 0));
        entry.found(outer.nesting().entry(outer.depth() + 1, entry.type, entry.maker));
        return entry;
    }

    /**
     * Begins a message.
     *
     * @throws IllegalStateException if the outer message is not open, or the message would be more than 100 messages
     *     deep
     */
    public E begin() {
        E opened = generated;
        if (opened == null || outer.depth() == Nesting.DEEPEST) {
            outer.requireOpen();
            opened = make();
        }
        int start = outer.room();
        content = WireNumbers.putVarint(outer.bytes, start, tag & 0xffff_ffffL) + width;
        outer.beginInner(this, message(), content);
        return opened;
    }

    private E make() {
        int depth = outer.depth() + 1;
        if (depth > Nesting.DEEPEST) {
            throw new IllegalStateException(
                    "%s would be %d messages deep, which parsers reject: nest less".formatted(name, depth));
        }
        return found(outer.nesting().at(depth, type, maker));
    }

    private E found(Nesting.Encoder<E> encoder) {
        message = encoder.message();
        generated = encoder.generated();
        return encoder.generated();
    }

    /**
     * Ends the message.
     *
     * @throws IllegalStateException if the message is not open, a message within it is open, or a required field was
     *     not written
     */
    public void end() {
        if (outer.inner() != this) {
            throw new IllegalStateException(name + " is not open: begin it before you end it");
        }
        outer.endInner(message());
        int length = outer.at - content;
        if (width == 1 && length <= Byte.MAX_VALUE) {
            outer.bytes[content - 1] = (byte) length;
        } else if (isGroup()) {
            outer.endGroup(tag);
        } else {
            width = outer.patchLength(content, width);
        }
    }

    @Override
    boolean isRefusedEntry() {
        return type == MessageEncoder.class && message().inner() == null;
    }

    @Override
    void abandon() {
        outer.abandonInner(message(), content - width - WireNumbers.varintLength(tag & 0xffff_ffffL));
    }

    private boolean isGroup() {
        return (tag & WIRE_TYPE) == START_GROUP;
    }

    @Override
    String name() {
        return name;
    }

    /**
     * Returns the encoder of the message.
     *
     * @throws IllegalStateException if no message of the field was begun yet, unless the field is a map
     */
    @Override
    public MessageEncoder message() {
        MessageEncoder made = message;
        if (made == null) {
            throw new IllegalStateException(name + " was never begun");
        }
        return made;
    }
}
