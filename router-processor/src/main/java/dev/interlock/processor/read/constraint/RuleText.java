package dev.interlock.processor.read.constraint;

import dev.interlock.processor.model.Rule;
import dev.interlock.processor.model.ValueKind;

/**
 * Standard messages to clients, for constraints that do not set a message. In a response, the name of the value
 * precedes the message.
 */
final class RuleText {
    private RuleText() {}

    static String of(Rule rule, ValueKind kind) {
        if (rule instanceof Rule.Size size) {
            return size(size, kind);
        }
        if (rule instanceof Rule.Bound bound) {
            return "must be " + bound.comparison() + " " + bound.value().toPlainString();
        }
        if (rule instanceof Rule.Digits digits) {
            return digits(digits);
        }
        if (rule instanceof Rule.Matches matches) {
            return "must match " + matches.regexp();
        }
        if (rule instanceof Rule.Truth truth) {
            return "must be " + truth.expected();
        }
        if (rule instanceof Rule.Time time) {
            return "must be " + time(time);
        }
        if (rule instanceof Rule.All all) {
            return of(all.rules().get(0), kind);
        }
        return plain(rule);
    }

    private static String plain(Rule rule) {
        if (rule instanceof Rule.Email) {
            return "must be an email address such as name@example.org";
        }
        if (rule instanceof Rule.NotBlank) {
            return "must not be blank";
        }
        if (rule instanceof Rule.Custom) {
            return "must be valid";
        }
        return rule instanceof Rule.Absent ? "must be null" : "must not be null";
    }

    private static String size(Rule.Size size, ValueKind kind) {
        if (size.refusesNull()) {
            return "must not be empty";
        }
        if (size.least() == size.most()) {
            return "must have exactly " + counted(size.most(), kind);
        }
        if (size.least() == 0) {
            return "must have at most " + counted(size.most(), kind);
        }
        return size.most() == Integer.MAX_VALUE
                ? "must have at least " + counted(size.least(), kind)
                : "must have " + size.least() + " to " + counted(size.most(), kind);
    }

    private static String counted(int number, ValueKind kind) {
        boolean isOne = number == 1;
        return number
                + switch (kind) {
                    case TEXT -> isOne ? " character" : " characters";
                    case SLICE -> isOne ? " byte" : " bytes";
                    case MAP -> isOne ? " entry" : " entries";
                    default -> isOne ? " element" : " elements";
                };
    }

    private static String digits(Rule.Digits digits) {
        String whole = "must have at most " + digits.integer() + " digit" + (digits.integer() == 1 ? "" : "s");
        return digits.fraction() == 0
                ? whole + " and no fraction"
                : whole + " before the point and " + digits.fraction() + " after it";
    }

    private static String time(Rule.Time time) {
        if (time.isPast()) {
            return time.orPresent() ? "in the past or present" : "in the past";
        }
        return time.orPresent() ? "in the present or future" : "in the future";
    }
}
