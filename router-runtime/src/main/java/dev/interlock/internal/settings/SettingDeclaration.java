package dev.interlock.internal.settings;

import org.jspecify.annotations.Nullable;

/**
 * Incomplete declaration of a setting.
 *
 * @param <T> values of the setting
 */
final class SettingDeclaration<T> {
    final String name;
    final SettingType<T> type;
    final T standard;
    String standardText;

    @Nullable
    SettingRule<T> rule;

    String meaning = "";
    String beyond = "";
    String tip = "";

    SettingDeclaration(String name, SettingType<T> type, T standard) {
        this.name = name;
        this.type = type;
        this.standard = standard;
        standardText = type.show(standard);
    }

    /** Sets the text of the default for the documentation, for example if the default depends on the machine. */
    SettingDeclaration<T> standardText(String text) {
        standardText = text;
        return this;
    }

    /** Sets a rule in addition to the range. */
    SettingDeclaration<T> rule(SettingRule<T> added) {
        rule = added;
        return this;
    }

    /** Describes the setting for the documentation. */
    SettingDeclaration<T> meaning(String text) {
        meaning = text;
        return this;
    }

    /** Describes the effect of exceeding the limit, for the documentation. */
    SettingDeclaration<T> beyond(String text) {
        beyond = text;
        return this;
    }

    /** Sets the tip for a rejected value. */
    SettingDeclaration<T> tip(String text) {
        tip = text;
        return this;
    }

    /**
     * Completes the declaration, and adds the setting to {@link Setting#ALL}.
     *
     * @throws IllegalStateException if a part is missing, the name is taken, or the default is out of its range
     */
    Setting<T> declare() {
        require(!meaning.isBlank(), "has no meaning");
        require(!beyond.isBlank(), "does not say what happens beyond it");
        require(!tip.isBlank(), "has no tip");
        require(type.allows(standard), "has a default out of its range");
        return Setting.add(this);
    }

    void require(boolean isMet, String otherwise) {
        if (!isMet) {
            throw new IllegalStateException("The setting " + name + " " + otherwise);
        }
    }
}
