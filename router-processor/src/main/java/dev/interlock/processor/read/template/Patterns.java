package dev.interlock.processor.read.template;

import dev.interlock.processor.language.Flaw;
import dev.interlock.processor.language.Language;
import dev.interlock.processor.language.PatternParser;
import dev.interlock.processor.language.Reading;
import dev.interlock.processor.language.SegmentLanguage;
import dev.interlock.processor.model.PathTemplate.Constraint;
import dev.interlock.processor.model.PathTemplate.Variable;
import dev.interlock.processor.report.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles patterns of variables. If several templates use the same pattern, compiles it only once. */
final class Patterns {
    private final Map<String, Reading> readings = new HashMap<>();
    private final Map<String, Constraint> constraints = new HashMap<>();
    private final Map<Variable, Optional<Flaw>> impossible = new HashMap<>();

    /** Returns the flaw of a pattern, without regard to the template around it; empty if there is none. */
    Optional<Flaw> flaw(String pattern) {
        return reading(pattern) instanceof Flaw flaw ? Optional.of(flaw) : Optional.empty();
    }

    /** Returns the constraint of a pattern without a flaw. */
    Constraint constraint(String pattern) {
        return constraints.computeIfAbsent(pattern, text -> new Constraint(text, ((Language) reading(text)).dfa()));
    }

    /** Returns the flaw that no segment can match a pattern at its place in a template; empty if some segment can. */
    Optional<Flaw> impossible(Variable variable, Constraint constraint) {
        Variable anonymous = new Variable("", variable.prefix(), variable.suffix(), Optional.of(constraint));
        return impossible.computeIfAbsent(
                anonymous,
                key -> SegmentLanguage.whyNothingMatches(variable, constraint)
                        .map(why -> new Flaw(Message.PATTERN_MATCHES_NOTHING, 0, List.of(why))));
    }

    private Reading reading(String pattern) {
        return readings.computeIfAbsent(pattern, PatternParser::parse);
    }
}
