package dev.interlock.server;

/** Source of the value of a setting. */
enum SettingSource {
    PROPERTY,
    VARIABLE,
    BUILDER,
    DEFAULT;

    /** Names the source for a message. */
    String of(Setting<?> setting) {
        return switch (this) {
            case PROPERTY -> "system property " + setting.property();
            case VARIABLE -> "environment variable " + setting.variable();
            case BUILDER -> "builder";
            case DEFAULT -> "default";
        };
    }

    /** Whether the value comes from outside of the code. */
    boolean isOverride() {
        return this == PROPERTY || this == VARIABLE;
    }
}
