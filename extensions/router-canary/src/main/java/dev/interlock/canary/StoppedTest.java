package dev.interlock.canary;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ends a test that is still undecided after the maximum number of requests. Each undecided test takes the side to which
 * its data lean. The verdict states how often that is wrong.
 */
final class StoppedTest {
    private final CanaryOptions options;
    private final Function<Verdict.Route, RouteTest> tests;

    StoppedTest(CanaryOptions options, Function<Verdict.Route, RouteTest> tests) {
        this.options = options;
        this.tests = tests;
    }

    Verdict verdict(List<Verdict.Route> routes, @Nullable Traffic baseline, Traffic canary) {
        double falseRollBack = options.falseRollBack();
        double falsePromote = 0;
        List<String> leaning = new ArrayList<>();
        for (Verdict.Route route : routes) {
            if (route.isDecisive() && route.errors().decision() == Decision.NEED_MORE) {
                ErrorTest test = tests.apply(route).errors();
                Traffic.Route ofCanary = CanaryTest.of(canary, route);
                Traffic.Route ofBaseline = baseline == null ? null : CanaryTest.of(baseline, route);
                falseRollBack += test.falseRejectionIfStopped(ofCanary, ofBaseline);
                falsePromote = Math.max(falsePromote, test.falseAcceptanceIfStopped(ofCanary, ofBaseline));
                if (test.leansToReject(ofCanary, ofBaseline)) {
                    leaning.add(route.name());
                }
            }
        }
        falseRollBack = Math.min(1, falseRollBack);
        falsePromote = Math.min(1, falsePromote + options.falsePromote());
        Decision decision = leaning.isEmpty() ? Decision.PROMOTE : Decision.ROLL_BACK;
        return new Verdict(
                decision,
                Reasons.stopped(decision, canary.all().requests(), leaning, falseRollBack, falsePromote),
                falseRollBack,
                falsePromote,
                true,
                null,
                List.of(),
                routes);
    }
}
