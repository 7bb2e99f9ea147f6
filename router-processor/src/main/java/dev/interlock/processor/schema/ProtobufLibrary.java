package dev.interlock.processor.schema;

/**
 * Checks the version of protobuf-java that the processor runs with. Another version on the processor path may hide the
 * required version.
 */
public final class ProtobufLibrary {
    /** A class that protobuf-java has since it supports editions. The processor needs editions to read descriptors. */
    private static final String OF_EDITIONS = "com.google.protobuf.JavaFeaturesProto";

    private ProtobufLibrary() {}

    /** Whether the library supports editions. */
    public static boolean knowsEditions() {
        try {
            Class.forName(OF_EDITIONS, false, ProtobufLibrary.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
