package dev.interlock.benchmarks.protobuf;

/** The libraries that run in this process; prost runs in its own. */
public enum Contender {
    INTERLOCK("interlock") {
        @Override
        Codec open(Payload payload) {
            return new InterlockCodec(payload);
        }
    },
    /** Texts that are UTF-8, each in an array of its own: an application in Java can have them as well as one in Rust. */
    INTERLOCK_SLICES("interlock, texts as Slice") {
        @Override
        Codec open(Payload payload) {
            return new InterlockSlices(payload);
        }
    },
    PROTOBUF_JAVA("protobuf-java") {
        @Override
        Codec open(Payload payload) {
            return new GoogleCodec(payload);
        }
    },
    QUICKBUFFERS("quickbuffers") {
        @Override
        Codec open(Payload payload) {
            return new QuickCodec(payload, QuickText.CHARS);
        }
    },
    QUICKBUFFERS_STRINGS("quickbuffers, as String") {
        @Override
        Codec open(Payload payload) {
            return new QuickCodec(payload, QuickText.STRINGS);
        }
    };

    /** Bytes that the largest message may take in any library. */
    static final int LARGEST = 2 << 20;

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    /** As in the report. */
    String label() {
        return label;
    }

    /** Whether an operation is measured of it. */
    boolean takesPart(Operation operation) {
        return switch (this) {
            // A view declares what is wanted anyway, and there are no message objects.
            case INTERLOCK -> operation != Operation.READ_HEAD && operation != Operation.ENCODE;
            case INTERLOCK_SLICES -> operation == Operation.WRITE;
            case PROTOBUF_JAVA, QUICKBUFFERS -> true;
            case QUICKBUFFERS_STRINGS -> operation == Operation.READ_ALL;
        };
    }

    /** Sets it up. */
    abstract Codec open(Payload payload);
}
