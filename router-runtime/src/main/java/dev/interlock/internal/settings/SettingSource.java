package dev.interlock.internal.settings;

/** Source of the value of a setting. */
public enum SettingSource {
    ARGUMENT,
    PROPERTY,
    VARIABLE,
    FILE,
    BUILDER,
    DEFAULT;

    /**
     * Returns the name of the source for a message.
     *
     * @param property system property of the setting
     * @param variable environment variable of the setting
     */
    public String describe(String property, String variable) {
        return switch (this) {
            case ARGUMENT -> "argument " + argument(property);
            case PROPERTY -> "system property " + property;
            case VARIABLE -> "environment variable " + variable;
            case FILE -> "configuration file, " + property;
            case BUILDER -> "builder";
            case DEFAULT -> "default";
        };
    }

    /** Returns the argument of the command line for a setting: {@code --max-head}. */
    private static String argument(String property) {
        return Overrides.ARGUMENT_PREFIX + property.substring(Overrides.PROPERTY_PREFIX.length());
    }

    /** Returns whether the value comes from outside of the code. */
    public boolean isOverride() {
        return this == ARGUMENT || this == PROPERTY || this == VARIABLE || this == FILE;
    }
}
