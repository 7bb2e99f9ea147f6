package shop;

import dev.interlock.annotation.OnError;
import dev.interlock.http.Problem;
import dev.interlock.http.Response;
import java.io.IOException;

public final class Failures {
  public enum Reason {
    UNKNOWN
  }

  @OnError
  Reason failed(Throwable thrown) {
    return Reason.UNKNOWN;
  }

  @OnError
  void files(Response response, IOException e) {
    response.status(502);
  }

  @OnError
  Problem broken(IllegalStateException e) {
    return Problem.of(503);
  }
}
