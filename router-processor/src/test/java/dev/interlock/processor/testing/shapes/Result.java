package dev.interlock.processor.testing.shapes;

/**
 * What a handler returns.
 *
 * @param isStage whether it comes later
 * @param isText whether it is a single text
 */
record Result(String type, boolean isStage, boolean isText) {
    boolean isNothing() {
        return type.equals("void");
    }
}
