// An entry of its own, since a worker is a file of its own.
import "./check/engine/worker";
