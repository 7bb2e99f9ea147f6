package dev.interlock.proto;

import dev.interlock.bytes.WireNumbers;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field that is a message: opens the encoder of it, or of one more element, within the encoder that it is a field of. Its
 * length goes in front of it when it ends; the room for it is as wide as it was the last time, since the messages of one field
 * are much alike.
 *
 * @param <E> the generated encoder of the message
 */
public final class Nested<E> {
    private static final int WIRE_TYPE = 0b111;
    private static final int START_GROUP = 3;

    private final MessageEncoder outer;
    private final int tag;
    private final String name;
    private final Class<E> type;
    private final Function<MessageEncoder, E> maker;
    private @Nullable MessageEncoder message;
    private @Nullable E generated;
    /** Bytes of the length; 0 for a group, which has none. */
    private int width;

    private int content;

    /**
     * A field.
     *
     * @param outer of the message that has the field
     * @param tag with wire type 3 for a delimited field, which has an end tag instead of a length
     * @param name of the message and the field, for errors
     * @param maker its constructor
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
     * A map: the message is an entry, which has no generated encoder.
     *
     * @param outer of the message that has the field
     * @param name of the message and the field, for errors
     */
    public static Nested<MessageEncoder> entry(MessageEncoder outer, int tag, String name) {
        Nested<MessageEncoder> entry =
                new Nested<>(outer, tag, name, MessageEncoder.class, message -> message.of(MessageType.of(name, 0)));
        entry.found(outer.nesting().entry(outer.depth() + 1, entry.type, entry.maker));
        return entry;
    }

    /**
     * Begins a message.
     *
     * @throws IllegalStateException when the message around it is not open, or is 100 deep within others
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
                    "%s would be %d messages deep, which no parser accepts: nest less".formatted(name, depth));
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
     * @throws IllegalStateException when it is not open, a message within it is, or a required field was not written
     */
    public void end() {
        if (outer.inner() != this) {
            throw new IllegalStateException(name + " is not open: begin it before its end");
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

    /**
     * Whether it is an entry whose key or value could not be written: an entry is written at one go, but for a value that is a
     * message, and so is never seen open otherwise.
     */
    boolean isRefusedEntry() {
        return type == MessageEncoder.class && message().inner() == null;
    }

    /** Takes back what was written of the message. */
    void abandon() {
        outer.abandonInner(message(), content - width - WireNumbers.varintLength(tag & 0xffff_ffffL));
    }

    private boolean isGroup() {
        return (tag & WIRE_TYPE) == START_GROUP;
    }

    String name() {
        return name;
    }

    /**
     * What writes the message.
     *
     * @throws IllegalStateException when it was never begun; that of an entry is there before
     */
    public MessageEncoder message() {
        MessageEncoder made = message;
        if (made == null) {
            throw new IllegalStateException(name + " was never begun");
        }
        return made;
    }
}
