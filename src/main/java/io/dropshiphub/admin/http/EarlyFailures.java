package io.dropshiphub.admin.http;

import io.dropshiphub.product.CodedProblem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Answers what fails while Camel still reads the request: no route has it in hand then, and so no route's error handling. */
@ControllerAdvice
class EarlyFailures {

    private final ProblemDetails problems;

    EarlyFailures(ProblemDetails problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void answer(CodedProblem problem, HttpServletResponse response) throws IOException {
        problems.answer(response, problem);
    }
}
