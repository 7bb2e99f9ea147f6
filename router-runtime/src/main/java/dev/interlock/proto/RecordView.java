package dev.interlock.proto;

/**
 * What generated decoders are: a record on a tape. A decoder that was handed out stays at its record as long as the
 * message is read, and so do all texts, slices, elements and decoders that it hands out itself. It has no method without
 * parameters, as the accessors of the views may have any name.
 */
public abstract class RecordView {
    /** About what one of them takes of the heap, without what it hands out. */
    private static final int BYTES = 64;

    /** Where the message was decoded to. */
    protected final Tape tape;
    /** The index of its record. */
    protected int record;

    /** A view of messages on a tape. */
    protected RecordView(Tape tape) {
        this.tape = tape;
        tape.pools.made(BYTES);
    }

    /** Adds the fields that the view declares to its text. */
    protected abstract void describe(ViewText text);
}
