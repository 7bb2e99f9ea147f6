package dev.interlock.benchmarks.protobuf;

/** Libraries that run in this process. The prost peer runs in a separate process. */
public enum Contender {
    INTERLOCK("interlock"),
    /**
     * Interlock with UTF-8 texts, each in its own array. A Java application can keep its texts in this form, like a
     * Rust application.
     */
    INTERLOCK_SLICES("interlock, texts as Slice"),
    PROTOBUF_JAVA("protobuf-java"),
    QUICKBUFFERS("quickbuffers"),
    QUICKBUFFERS_STRINGS("quickbuffers, as String");

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    /** Returns the name in the report. */
    String label() {
        return label;
    }

    /** Returns whether an operation is measured for this library. */
    boolean takesPart(Operation operation) {
        return switch (this) {
            // An Interlock view always declares only the wanted fields, and Interlock has no message objects.
            case INTERLOCK -> operation != Operation.READ_HEAD && operation != Operation.ENCODE;
            case INTERLOCK_SLICES -> operation == Operation.WRITE;
            case PROTOBUF_JAVA, QUICKBUFFERS -> true;
            case QUICKBUFFERS_STRINGS -> operation == Operation.READ_ALL;
        };
    }

    /** Sets up the library. */
    Codec open(Payload payload) {
        return switch (this) {
            case INTERLOCK -> new InterlockCodec(payload);
            case INTERLOCK_SLICES -> new InterlockSlices(payload);
            case PROTOBUF_JAVA -> new GoogleCodec(payload);
            case QUICKBUFFERS -> new QuickCodec(payload);
            case QUICKBUFFERS_STRINGS -> new QuickCodec.Strings(payload);
        };
    }
}
