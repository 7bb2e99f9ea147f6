package dev.interlock.processor.schema;

/** The protobuf-java that the processor runs with, which its path may hide behind another one. */
public final class ProtobufLibrary {
    /** Came with editions, which descriptors are read by. */
    private static final String OF_EDITIONS = "com.google.protobuf.JavaFeaturesProto";

    private ProtobufLibrary() {}

    /** Whether it knows editions. */
    public static boolean knowsEditions() {
        try {
            Class.forName(OF_EDITIONS, false, ProtobufLibrary.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
