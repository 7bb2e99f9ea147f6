package dev.interlock.processor.schema;

/**
 * Checks the version of protobuf-java on the path of the processor. An old version on this path may hide the version
 * that the processor requires.
 */
public final class ProtobufLibrary {
    /**
     * A class that exists only in versions of protobuf-java that support editions. The processor needs editions to read
     * descriptors.
     */
    private static final String OF_EDITIONS = "com.google.protobuf.JavaFeaturesProto";

    private ProtobufLibrary() {}

    /** Whether this version of protobuf-java supports editions. */
    public static boolean knowsEditions() {
        try {
            Class.forName(OF_EDITIONS, false, ProtobufLibrary.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
