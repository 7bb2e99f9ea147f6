package dev.interlock.processor.write;

import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.CheckedParameter;
import dev.interlock.processor.model.CheckedType.Property;
import dev.interlock.processor.model.Checks;
import dev.interlock.processor.model.Constraint;
import dev.interlock.processor.model.Rule;
import java.util.stream.Stream;

/** Finds the rules that need a validator. */
final class CustomRules {
    private CustomRules() {}

    /** Returns the rules of an application that need a validator. */
    static Stream<Rule.Custom> in(Application application) {
        Stream<Checks> ofParameters = application.routes().stream()
                .flatMap(route -> route.handler().checks().stream())
                .flatMap(CustomRules::checks);
        Stream<Checks> ofTypes = application.checkedTypes().stream()
                .flatMap(type -> type.properties().stream())
                .map(Property::checks);
        return Stream.concat(ofParameters, ofTypes)
                .flatMap(CustomRules::rules)
                .filter(Rule.Custom.class::isInstance)
                .map(Rule.Custom.class::cast);
    }

    private static Stream<Checks> checks(CheckedParameter parameter) {
        return Stream.concat(
                Stream.concat(Stream.of(parameter.checks()), parameter.elements().stream()),
                parameter.members().stream().map(Property::checks));
    }

    private static Stream<Rule> rules(Checks checks) {
        return Stream.concat(
                checks.constraints().stream().map(Constraint::rule).flatMap(CustomRules::flat),
                checks.contents().stream().flatMap(it -> rules(it.checks())));
    }

    /**
     * For a composed rule, returns the rules that it is composed of, and the rule of its own validator. For any other
     * rule, returns the rule itself.
     */
    static Stream<Rule> flat(Rule rule) {
        return rule instanceof Rule.All all
                ? Stream.concat(all.rules().stream().flatMap(CustomRules::flat), all.validator().stream())
                : Stream.of(rule);
    }
}
