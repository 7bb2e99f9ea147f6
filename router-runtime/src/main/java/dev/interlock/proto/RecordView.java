package dev.interlock.proto;

/**
 * Base of generated decoders: a record on a tape. A handed-out decoder stays at its record as long as the message is
 * read; so do all texts, slices, elements and decoders from it. The class has no method without parameters, as the
 * accessors of the views may have any name.
 */
public abstract class RecordView {
    /** Approximate heap bytes of a decoder, without the objects that it hands out. */
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

    /** Adds the declared fields of the view to its text. */
    protected abstract void describe(ViewText text);
}
