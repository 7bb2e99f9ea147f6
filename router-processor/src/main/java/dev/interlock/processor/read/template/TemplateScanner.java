package dev.interlock.processor.read.template;

import dev.interlock.processor.language.Flaw;
import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Constraint;
import dev.interlock.processor.model.PathTemplate.Literal;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import dev.interlock.processor.report.Caret;
import dev.interlock.processor.report.Diagnosis;
import dev.interlock.processor.report.InvisibleCharacters;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.report.TemplateWarning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;

/** Reads one template from left to right, until its end or the first mistake. */
final class TemplateScanner {
    /**
     * Largest number of segments in a template. Paths in practice have far fewer. Planning and dispatch use one more
     * level of recursion for each segment.
     */
    static final int MAX_SEGMENTS = 100;

    private final String text;
    /** Length of the controller's base, which the text begins with. The base was already scanned. */
    private final int known;

    private final Patterns patterns;
    private final Problems problems;
    private final Place place;
    private final List<Segment> segments = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int at;

    TemplateScanner(String text, int known, Patterns patterns, Problems problems, Place place) {
        this.text = text;
        this.known = known;
        this.patterns = patterns;
        this.problems = problems;
        this.place = place;
    }

    Optional<PathTemplate> template() {
        if (!comesNext('/')) {
            return refuse(Message.TEMPLATE_WITHOUT_SLASH, 0, text);
        }
        while (comesNext('/')) {
            at++;
            Optional<? extends Segment> segment = segment();
            if (segment.isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
        }
        if (segments.size() > MAX_SEGMENTS) {
            return refuse(Message.TOO_MANY_SEGMENTS, 0, segments.size(), MAX_SEGMENTS);
        }
        return Optional.of(new PathTemplate(text, segments));
    }

    private Optional<? extends Segment> segment() {
        int start = at;
        if (!literal()) {
            return Optional.empty();
        }
        String prefix = text.substring(start, at);
        if (!comesNext('{')) {
            return fixed(prefix, start);
        }
        boolean catchAll = text.startsWith("{*", at);
        return catchAll ? catchAll(prefix) : variable(prefix);
    }

    private Optional<Literal> fixed(String literal, int start) {
        if (literal.isEmpty() && at < text.length()) {
            return refuse(Message.EMPTY_SEGMENT, start);
        }
        if (literal.equals(".") || literal.equals("..")) {
            return refuse(Message.DOT_SEGMENT, start, literal);
        }
        ForeignTemplates.variable(literal, parameters())
                .ifPresent(it -> warn(TemplateWarning.FOREIGN_VARIABLE, start, literal, it));
        return Optional.of(new Literal(literal));
    }

    /** Returns the names of the handler's parameters; empty if the text is the base of a controller. */
    private Set<String> parameters() {
        return place.element() instanceof ExecutableElement handler
                ? handler.getParameters().stream()
                        .map(it -> it.getSimpleName().toString())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private Optional<CatchAll> catchAll(String prefix) {
        int open = at;
        at += 2;
        Optional<String> name = name(open);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (comesNext(':')) {
            return refuse(Message.CATCH_ALL_WITH_PATTERN, at, name.get());
        }
        at++;
        if (comesNext('/')) {
            return refuse(Message.CATCH_ALL_NOT_LAST, open, name.get());
        }
        if (!prefix.isEmpty() || at < text.length()) {
            return refuse(Message.CATCH_ALL_WITH_TEXT, open, name.get());
        }
        return Optional.of(new CatchAll(name.get()));
    }

    private Optional<Variable> variable(String prefix) {
        int open = at++;
        Optional<String> name = name(open);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String pattern = "";
        int patternStart = at + 1;
        boolean constrained = comesNext(':');
        if (constrained) {
            int end = patternEnd(patternStart);
            if (end < 0) {
                return refuse(Message.UNCLOSED_BRACE, open);
            }
            pattern = text.substring(patternStart, end);
            at = end;
        }
        at++;
        Optional<String> suffix = suffix();
        if (suffix.isEmpty()) {
            return Optional.empty();
        }
        Variable plain = new Variable(name.get(), prefix, suffix.get(), Optional.empty());
        return constrained ? constrain(plain, pattern, patternStart) : Optional.of(plain);
    }

    private Optional<String> suffix() {
        int start = at;
        if (!literal()) {
            return Optional.empty();
        }
        return comesNext('{') ? refuse(Message.TWO_VARIABLES, at) : Optional.of(text.substring(start, at));
    }

    private Optional<Variable> constrain(Variable variable, String pattern, int start) {
        Optional<PatternBlanks.Blank> blank = PatternBlanks.first(pattern);
        if (blank.isPresent()) {
            return refuse(
                    Message.BLANK_AROUND_PATTERN,
                    start + blank.get().index(),
                    blank.get().part(),
                    blank.get().starts() ? "starts" : "ends");
        }
        OptionalInt invisible = InvisibleCharacters.first(pattern);
        if (invisible.isPresent()) {
            int c = pattern.codePointAt(invisible.getAsInt());
            return refuse(
                    Message.INVISIBLE_IN_PATTERN,
                    start + invisible.getAsInt(),
                    InvisibleCharacters.name(c),
                    String.format("\\x{%X}", c));
        }
        Optional<Flaw> flaw = patterns.flaw(pattern);
        if (flaw.isPresent()) {
            return refuse(flaw.get(), start);
        }
        if (pattern.equals(".*") || pattern.equals(".+")) {
            warn(TemplateWarning.PATTERN_OF_ONE_SEGMENT, start, variable.name(), pattern);
        }
        Constraint constraint = patterns.constraint(pattern);
        Optional<Flaw> impossible = patterns.impossible(variable, constraint);
        if (impossible.isPresent()) {
            return refuse(impossible.get(), start);
        }
        return Optional.of(
                new Variable(variable.name(), variable.prefix(), variable.suffix(), Optional.of(constraint)));
    }

    /** Reads the name of a variable, up to the colon or brace after it; empty if a mistake was reported. */
    private Optional<String> name(int open) {
        int start = at;
        while (at < text.length() && "{}/:".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (!comesNext('}') && !comesNext(':')) {
            return refuse(Message.UNCLOSED_BRACE, open);
        }
        String name = text.substring(start, at);
        if (!isName(name)) {
            return refuse(Message.INVALID_VARIABLE_NAME, start, name, ForeignTemplates.tip(name));
        }
        return names.add(name) ? Optional.of(name) : refuse(Message.DUPLICATE_VARIABLE, open, name);
    }

    /**
     * Whether a text can be the name of a variable. It can be if a Java parameter can have this name. A name may also
     * contain hyphens, because {@code @Path} can bind a parameter with another name.
     */
    static boolean isName(String name) {
        return !name.isEmpty()
                && Character.isJavaIdentifierStart(name.codePointAt(0))
                && InvisibleCharacters.firstNeedless(name).isEmpty()
                && name.codePoints().allMatch(c -> c == '-' || Character.isJavaIdentifierPart(c));
    }

    /**
     * Returns the index of the brace that closes a pattern, or -1 if there is none. Skips pairs of braces within the
     * pattern. Braces after a backslash and in classes are plain text.
     */
    private int patternEnd(int start) {
        int depth = 0;
        boolean inClass = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '}' && depth-- == 0) {
                return i;
            } else {
                inClass = c == '[';
                depth += c == '{' ? 1 : 0;
            }
        }
        return -1;
    }

    /**
     * Skips fixed text up to a slash, a variable or the end. If there is a forbidden character, reports it and returns
     * false.
     */
    private boolean literal() {
        for (;
                at < text.length() && !comesNext('/') && !comesNext('{');
                at += Character.charCount(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            if (c == '}') {
                return refuse(Message.UNOPENED_BRACE, at).isPresent();
            }
            if (c == '%') {
                return refuse(Message.PERCENT_IN_TEMPLATE, at).isPresent();
            }
            if (isForbidden(c) || InvisibleCharacters.isNeedless(text, at)) {
                return refuse(Message.FORBIDDEN_CHARACTER, at, display(c), tipForForbidden(c))
                        .isPresent();
            }
        }
        return true;
    }

    /**
     * Whether a character is forbidden in fixed text. A question mark or number sign would end the path (RFC 3986
     * section 3.3). Spaces and unpaired surrogates are also forbidden.
     */
    private static boolean isForbidden(int c) {
        return c == '?' || c == '#' || c == ' ' || Character.getType(c) == Character.SURROGATE;
    }

    private static String display(int c) {
        return c > ' ' && c < 0x7f ? "\"" + (char) c + "\"" : InvisibleCharacters.name(c);
    }

    private static String tipForForbidden(int c) {
        return switch (c) {
            case '?' -> "end the template before it; the query is bound with @Query";
            case '#' -> "end the template before it: clients send no fragment";
            default -> "remove it: it is invisible in a path";
        };
    }

    private boolean comesNext(char expected) {
        return at < text.length() && text.charAt(at) == expected;
    }

    private <T> Optional<T> refuse(Flaw flaw, int patternStart) {
        return refuse(
                flaw.message(), patternStart + flaw.position(), flaw.arguments().toArray());
    }

    private <T> Optional<T> refuse(Message message, int position, Object... arguments) {
        report(message, position, arguments);
        return Optional.empty();
    }

    private void warn(TemplateWarning message, int position, Object... arguments) {
        if (position >= known) {
            report(message, position, arguments);
        }
    }

    private void report(Diagnosis message, int position, Object... arguments) {
        List<Object> all = new ArrayList<>();
        all.add(new Caret(text, position));
        all.addAll(List.of(arguments));
        problems.add(message, place, all.toArray());
    }
}
