package dev.interlock.processor.testing.shapes;

/**
 * Result of a handler.
 *
 * @param isStage whether it completes later
 * @param isText whether it is a single text
 */
record Result(String type, boolean isStage, boolean isText) {
    boolean isNothing() {
        return type.equals("void");
    }
}
