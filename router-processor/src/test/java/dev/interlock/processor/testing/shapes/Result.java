package dev.interlock.processor.testing.shapes;

/**
 * The result type of a handler.
 *
 * @param isStage whether the result completes later
 * @param isText whether the result is one text
 */
record Result(String type, boolean isStage, boolean isText) {
    boolean isNothing() {
        return type.equals("void");
    }
}
