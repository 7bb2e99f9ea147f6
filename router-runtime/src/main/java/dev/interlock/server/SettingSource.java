package dev.interlock.server;

/** Source of the value of a setting. */
enum SettingSource {
    PROPERTY,
    VARIABLE,
    BUILDER,
    DEFAULT;

    /**
     * Names the source for a message.
     *
     * @param property system property of the setting
     * @param variable environment variable of the setting
     */
    String describe(String property, String variable) {
        return switch (this) {
            case PROPERTY -> "system property " + property;
            case VARIABLE -> "environment variable " + variable;
            case BUILDER -> "builder";
            case DEFAULT -> "default";
        };
    }

    /** Whether the value comes from outside of the code. */
    boolean isOverride() {
        return this == PROPERTY || this == VARIABLE;
    }
}
